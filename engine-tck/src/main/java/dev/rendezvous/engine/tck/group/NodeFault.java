package dev.rendezvous.engine.tck.group;

/** What happens to a node, and how the group gets its number of nodes back. */
enum NodeFault {
    /** It is killed. Another one comes in its place. */
    KILL {
        @Override
        void begin(Group group, NodeProcess node) throws Exception {
            group.kill(node);
        }

        @Override
        void end(Group group, NodeProcess node) throws Exception {
            group.start();
        }
    },

    /** It is killed and started again under its id at once, so that its old life has a lease still. */
    RESTART {
        @Override
        void begin(Group group, NodeProcess node) throws Exception {
            group.kill(node);
            group.startAgain(node.name());
        }

        @Override
        void end(Group group, NodeProcess node) {}
    },

    /** It is stopped, and goes on. */
    FREEZE {
        @Override
        void begin(Group group, NodeProcess node) throws Exception {
            node.freeze();
        }

        @Override
        void end(Group group, NodeProcess node) throws Exception {
            node.resume();
        }
    },

    /** It is stopped, and never goes on. */
    FREEZE_AND_KILL {
        @Override
        void begin(Group group, NodeProcess node) throws Exception {
            node.freeze();
        }

        @Override
        void end(Group group, NodeProcess node) throws Exception {
            group.kill(node);
            group.start();
        }
    },

    /** It leaves in order. Another one comes in its place. */
    LEAVE {
        @Override
        void begin(Group group, NodeProcess node) throws Exception {
            group.leave(node);
        }

        @Override
        void end(Group group, NodeProcess node) throws Exception {
            group.start();
        }
    };

    abstract void begin(Group group, NodeProcess node) throws Exception;

    abstract void end(Group group, NodeProcess node) throws Exception;
}
