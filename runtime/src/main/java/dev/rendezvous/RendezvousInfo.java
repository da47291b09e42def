package dev.rendezvous;

import java.util.Optional;

/**
 * The place of a node in a complete group.
 *
 * @param store the key-value store that the group shares in this round; closing it does not close the handler's own store
 * @param rank the rank of this node, from 0 to {@code worldSize - 1}
 * @param worldSize the number of nodes in the group, at least 1
 * @param bootstrapStore where workers find the master of this round; empty where the backend does not publish it
 * @since 0.1
 */
public record RendezvousInfo(Store store, int rank, int worldSize, Optional<BootstrapStoreInfo> bootstrapStore) {

    /**
     * Checks that the rank is in the group.
     *
     * @param store see the record
     * @param rank see the record
     * @param worldSize see the record
     * @param bootstrapStore see the record
     * @throws IllegalArgumentException if the rank is not in the group
     */
    public RendezvousInfo {
        if (rank < 0 || rank >= worldSize) {
            throw new IllegalArgumentException("rank " + rank + " is not in a group of " + worldSize);
        }
    }
}
