package dev.rendezvous.launcher.agent;

import java.time.Duration;

/** What comes after the workers have stopped. */
public sealed interface Next {

    /** Another round, free of charge. */
    record Rejoin() implements Next {}

    /**
     * Another round after a failure.
     *
     * @param number the number of this restart
     * @param of the budget
     * @param in the pause before it
     */
    record Restart(int number, int of, Duration in) implements Next {}

    /**
     * The end of the run.
     *
     * @param end how
     */
    record RunOver(RunEnd end) implements Next {}

    /**
     * The end of this agent alone, by a signal or since it cannot go on.
     *
     * @param code the exit code
     * @param bySignal whether a signal stops the workers, so that another one kills them
     */
    record Leave(int code, boolean bySignal) implements Next {}
}
