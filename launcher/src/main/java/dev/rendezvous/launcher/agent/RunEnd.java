package dev.rendezvous.launcher.agent;

/**
 * How the run ended for all nodes.
 *
 * @param code the exit code of every node
 * @param isFinished whether all work ended well
 * @param wasBefore whether it had ended before this agent saw it alive
 */
public record RunEnd(int code, boolean isFinished, boolean wasBefore) {}
