package dev.rendezvous.launcher.agent;

import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * What does not change while an agent lives.
 *
 * @param workers how many workers this node starts
 * @param maxRestarts how many failures the job may have
 * @param countsAlone whether this agent counts failures by itself, since the backend does not
 * @param backoff the pauses before restarts
 * @param isFinal exit codes after which there is no restart
 * @param stopTimeout how long workers may take to stop
 * @param killTimeout how long killed workers may take to go
 * @param exitTimeout how long to wait for slower nodes
 * @param lateOk whether a run that ended well before this agent came is fine
 * @param health how this node is checked before each join
 */
public record Rules(
        int workers,
        int maxRestarts,
        boolean countsAlone,
        Backoff backoff,
        IntPredicate isFinal,
        Duration stopTimeout,
        Duration killTimeout,
        Duration exitTimeout,
        boolean lateOk,
        HealthRule health) {}
