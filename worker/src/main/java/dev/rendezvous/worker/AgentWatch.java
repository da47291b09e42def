package dev.rendezvous.worker;

/** Ends this process when its agent is gone. The warden of the agent does the same from outside, where it can. */
final class AgentWatch {

    private AgentWatch() {}

    static void start(long pid) {
        ProcessHandle.of(pid)
                .ifPresentOrElse(
                        agent -> {
                            var unused = agent.onExit().thenRun(AgentWatch::end);
                        },
                        AgentWatch::end);
    }

    /** Not exit: a program that hangs may hang in a shutdown hook too. */
    private static void end() {
        Runtime.getRuntime().halt(1);
    }
}
