package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.protocol.Wish.Joining;

/** What the simulator sees of a node that its program does not. */
public final class Insight {

    private Insight() {}

    /** {@return the order of the node, or 0} */
    public static long order(State state) {
        return state.member().order();
    }

    /** {@return the number of its lease, or 0} */
    public static long lease(State state) {
        return state.hold().granted() ? state.hold().id() : 0;
    }

    /** {@return whether it waits as a spare} */
    public static boolean isSpare(State state) {
        return state.wish().join().filter(Joining::spare).isPresent();
    }

    /** {@return when it last heard of the service, on its clock} */
    public static long contactAt(State state) {
        return state.lane().contactAt();
    }

    /** {@return the highest number of a round that it has seen} */
    public static long highest(State state) {
        return state.view().highest().number();
    }
}
