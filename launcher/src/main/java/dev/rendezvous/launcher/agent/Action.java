package dev.rendezvous.launcher.agent;

import java.time.Duration;

/** What an agent does. The order of actions counts. */
public sealed interface Action {

    /**
     * Check this node; answers {@link Event.HealthAnswered}.
     *
     * @param number which check
     */
    record CheckHealth(int number) implements Action {}

    /** End the check that runs. */
    record StopCheck() implements Action {}

    /** Meet the others; answers {@link Event.Joined}, {@link Event.RunEnded} or {@link Event.Stuck}. */
    record Join() implements Action {}

    /**
     * Agree on the ranks; answers {@link Event.Arranged}, {@link Event.NotArranged} or {@link Event.Stuck}.
     *
     * @param round the round
     */
    record Arrange(Round round) implements Action {}

    /** Give up what {@link Arrange} began. */
    record StopArranging() implements Action {}

    /**
     * Start all workers; answers {@link Event.WorkerEnded} for each.
     *
     * @param round the round
     */
    record StartWorkers(Round round) implements Action {}

    /** Send the stop signal to all workers. */
    record StopWorkers() implements Action {}

    /** Kill all workers. */
    record KillWorkers() implements Action {}

    /**
     * Tell the run of a failure.
     *
     * @param failure the failure
     */
    record Fail(WorkerFailure failure) implements Action {}

    /**
     * End the run as failed, for all.
     *
     * @param failure the failure
     */
    record CloseRun(WorkerFailure failure) implements Action {}

    /**
     * Tell the run that this node is done; answers {@link Event.FinishAnswered}.
     *
     * @param round the round
     */
    record Finish(Round round) implements Action {}

    /** Announce that this node will leave. */
    record Drain() implements Action {}

    /**
     * Set a timer.
     *
     * @param timer which
     * @param after from now
     */
    record Set(Timer timer, Duration after) implements Action {}

    /**
     * Forget a timer.
     *
     * @param timer which
     */
    record Forget(Timer timer) implements Action {}

    /**
     * Print something.
     *
     * @param news what
     */
    record Say(News news) implements Action {}

    /**
     * Leave the run and end with this code.
     *
     * @param code the exit code
     */
    record End(int code) implements Action {}
}
