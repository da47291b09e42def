package dev.rendezvous;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A node of a group, as the other nodes see it.
 *
 * @param rank its rank in the round, from 0; -1 for a node that waits and has no rank yet
 * @param node the id of the node, never blank
 * @param address the address by which other nodes reach it; empty if the node did not publish one
 * @param labels what the node says of itself, by key; unmodifiable, may be empty
 * @since 0.1
 */
public record Member(int rank, String node, Optional<String> address, Map<String, String> labels) {

    /**
     * Checks the rank and the node, and copies the labels.
     *
     * @throws IllegalArgumentException if the rank is less than -1 or the node is blank
     */
    public Member {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(labels, "labels");
        if (rank < -1) {
            throw new IllegalArgumentException("the rank of a member must be at least -1, not " + rank);
        }
        if (node.isBlank()) {
            throw new IllegalArgumentException("the node of a member is blank");
        }
        labels = Map.copyOf(labels);
    }
}
