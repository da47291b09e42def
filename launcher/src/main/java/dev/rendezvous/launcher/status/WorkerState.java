package dev.rendezvous.launcher.status;

import java.util.OptionalInt;

/**
 * A worker of this node.
 *
 * @param local its number on this node
 * @param rank its rank among all workers
 * @param pid its process id; 0 if it could not be started
 * @param code its exit code; empty while it runs
 */
public record WorkerState(int local, int rank, long pid, OptionalInt code) {}
