package dev.rendezvous.launcher.plan;

import java.time.Duration;

/**
 * What happens after a failure, a change and the end.
 *
 * @param maxRestarts how many failures the job may have before it fails
 * @param minBackoff the pause after the first failure
 * @param maxBackoff the longest pause
 * @param noRestart exit codes that end the job
 * @param restartsOnJoin whether a node that joins restarts the round
 * @param exitTimeout how long a node that is done waits for the others
 * @param simpleExitCode whether the exit code is 0, 1 or 2 only
 * @since 0.1
 */
public record Recovery(
        int maxRestarts,
        Duration minBackoff,
        Duration maxBackoff,
        CodeSet noRestart,
        boolean restartsOnJoin,
        Duration exitTimeout,
        boolean simpleExitCode) {}
