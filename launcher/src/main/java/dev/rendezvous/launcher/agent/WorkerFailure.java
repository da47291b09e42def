package dev.rendezvous.launcher.agent;

/**
 * The failure that breaks a round.
 *
 * @param localRank the worker
 * @param code its exit code, 128 and the signal if it died by one
 * @param message one line
 * @param isRestartable whether a new round may repair it
 */
public record WorkerFailure(int localRank, int code, String message, boolean isRestartable) {}
