package dev.rendezvous.launcher.agent;

/**
 * A round that this node is in.
 *
 * @param number from 1
 * @param nodeRank the rank of this node
 * @param nodes how many nodes are in it
 * @param failures how many rounds of the run ended by failure; what this agent has counted, if the backend does not count
 */
public record Round(long number, int nodeRank, int nodes, int failures) {}
