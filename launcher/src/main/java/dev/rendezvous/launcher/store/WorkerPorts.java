package dev.rendezvous.launcher.store;

import java.util.List;
import java.util.Optional;

/**
 * Ports of a node that were free a moment ago, for programs of its workers.
 *
 * @param each one for each worker of the node; empty if no profile needs them
 * @param tracker one for the tracker that the worker of rank 0 may run; empty if no profile needs it
 */
public record WorkerPorts(List<Integer> each, Optional<Integer> tracker) {

    /** No port. */
    public static final WorkerPorts NONE = new WorkerPorts(List.of(), Optional.empty());

    /** Copies the list. */
    public WorkerPorts {
        each = List.copyOf(each);
    }
}
