package dev.rendezvous.launcher.agent;

import java.time.Duration;

/** What people want to know. The sentences are made elsewhere. */
public sealed interface News {

    /**
     * A worker has failed, and the round with it.
     *
     * @param failure the failure
     */
    record Failed(WorkerFailure failure) implements News {}

    /**
     * This node is not healthy.
     *
     * @param failed how many checks in a row have failed
     * @param of how many may fail
     * @param message what is known, one line
     * @param in the pause before the next check; zero if there is none
     */
    record Unhealthy(int failed, int of, String message, Duration in) implements News {}

    /**
     * There will be a restart.
     *
     * @param number the number of this restart
     * @param of the budget
     * @param in the pause before it
     */
    record Restarting(int number, int of, Duration in) implements News {}

    /** The round changes, and the workers are stopped for it. */
    record Changing() implements News {}

    /**
     * A signal stops the workers.
     *
     * @param name the signal
     * @param workers how many workers still run
     */
    record StoppingBySignal(String name, int workers) implements News {}

    /**
     * The node will leave, and the others know it.
     *
     * @param name the signal that asked for it
     */
    record Draining(String name) implements News {}

    /**
     * Workers did not stop in time and are killed.
     *
     * @param workers how many
     */
    record Killing(int workers) implements News {}

    /**
     * Killed workers are still there.
     *
     * @param workers how many
     */
    record Undead(int workers) implements News {}

    /** The work of this node does not count, since the round is being formed again. */
    record NotCounted() implements News {}

    /** Other nodes did not end in time. */
    record SlowOthers() implements News {}

    /**
     * The run has ended for all.
     *
     * @param end how
     */
    record Ended(RunEnd end) implements News {}

    /**
     * This node cannot go on.
     *
     * @param message one line
     */
    record GaveUp(String message) implements News {}
}
