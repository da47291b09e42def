package dev.rendezvous.launcher.agent;

/** What happens to an agent. Events of a round carry its number, so that late ones are known as such. */
public sealed interface Event {

    /** The agent begins. */
    record Begin() implements Event {}

    /**
     * A health check has ended.
     *
     * @param number which check
     * @param isHealthy whether this node may join
     * @param message what is known of a failure, one line
     */
    record HealthAnswered(int number, boolean isHealthy, String message) implements Event {}

    /**
     * This node is in a round.
     *
     * @param round the round
     */
    record Joined(Round round) implements Event {}

    /**
     * The ranks of all workers are agreed.
     *
     * @param round the number of the round
     */
    record Arranged(long round) implements Event {}

    /**
     * No round, or no ranks, and no hope for them.
     *
     * @param code the exit code
     * @param message one line
     */
    record Stuck(int code, String message) implements Event {}

    /**
     * The ranks could not be agreed; a new round may help.
     *
     * @param round the number of the round
     */
    record NotArranged(long round) implements Event {}

    /**
     * A worker has ended.
     *
     * @param round the number of its round
     * @param localRank which worker
     * @param code its exit code, 128 and the signal if it died by one
     * @param message what is known of a failure, one line
     */
    record WorkerEnded(long round, int localRank, int code, String message) implements Event {}

    /**
     * The round is being formed again, or nodes wait to join it.
     *
     * @param round the number of the round
     */
    record Changed(long round) implements Event {}

    /**
     * The run has ended for all.
     *
     * @param end how
     */
    record RunEnded(RunEnd end) implements Event {}

    /**
     * The backend has been unreachable for too long.
     *
     * @param message one line
     */
    record StoreLost(String message) implements Event {}

    /**
     * The backend has answered that this node has finished.
     *
     * @param round the number of the round
     * @param counts false if the round is being formed again, so that the work does not count
     * @param isHost whether other nodes need this agent until they are done
     */
    record FinishAnswered(long round, boolean counts, boolean isHost) implements Event {}

    /**
     * This process got a signal that asks it to stop.
     *
     * @param name such as {@code TERM}
     * @param code the exit code that goes with it
     */
    record Signalled(String name, int code) implements Event {}

    /**
     * This process got a signal that asks it to leave as soon as the others can go on without it.
     *
     * @param name such as {@code USR1}
     */
    record DrainAsked(String name) implements Event {}

    /**
     * A timer is over.
     *
     * @param timer which
     */
    record TimeUp(Timer timer) implements Event {}
}
