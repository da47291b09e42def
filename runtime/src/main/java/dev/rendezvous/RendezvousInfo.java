package dev.rendezvous;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The place of a node in a complete group. Immutable; {@link #builder} makes it.
 *
 * @since 0.1
 */
public final class RendezvousInfo {

    private final Store store;
    private final int rank;
    private final int worldSize;
    private final long round;
    private final OptionalLong token;
    private final Optional<BootstrapStoreInfo> bootstrapStore;
    private final MemberReader members;

    private RendezvousInfo(Builder builder) {
        this.store = builder.store;
        this.rank = builder.rank;
        this.worldSize = builder.worldSize;
        this.round = builder.round;
        this.token = builder.token;
        this.bootstrapStore = builder.bootstrapStore;
        this.members = builder.members;
    }

    /**
     * {@return a builder for a place in a group} The round is 1, the token and the bootstrap store are empty, and the members
     * are not known, unless the backend sets them.
     *
     * @param store the store that the group shares in this round
     * @param rank the rank of this node, from 0 to {@code worldSize - 1}
     * @param worldSize the number of nodes in the group, at least 1
     * @throws IllegalArgumentException if the rank is not in the group
     */
    public static Builder builder(Store store, int rank, int worldSize) {
        return new Builder(store, rank, worldSize);
    }

    /** {@return the key-value store that the group shares in this round} Closing it does not close the handler. */
    public Store store() {
        return store;
    }

    /** {@return the rank of this node, from 0 to {@code worldSize() - 1}} */
    public int rank() {
        return rank;
    }

    /** {@return the number of nodes in the group, at least 1} */
    public int worldSize() {
        return worldSize;
    }

    /** {@return the number of the round, from 1; it grows with each group of the run and is the same on all nodes of the group} */
    public long round() {
        return round;
    }

    /**
     * {@return the fencing token of the round; empty where the backend has none} It grows with each round of the run, for ever,
     * and is the same on all nodes of the group. A resource that keeps the highest token that it has seen can refuse requests
     * of an earlier round.
     */
    public OptionalLong token() {
        return token;
    }

    /** {@return where workers find the store of rank 0; empty where the backend does not publish it} */
    public Optional<BootstrapStoreInfo> bootstrapStore() {
        return bootstrapStore;
    }

    /**
     * {@return the members that are still present, sorted by rank; empty where the backend does not know them} The list is
     * read when this method is called, which may cross the network.
     *
     * @throws RendezvousConnectionException if the backend cannot be reached
     * @throws IllegalStateException if the handler is closed
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Member> members() throws InterruptedException {
        return List.copyOf(members.read());
    }

    /** {@return rank, size, round and token} */
    @Override
    public String toString() {
        return "RendezvousInfo[rank=" + rank + ", worldSize=" + worldSize + ", round=" + round
                + (token.isPresent() ? ", token=" + token.getAsLong() : "") + "]";
    }

    /**
     * Reads the members of a group that are still present. May be called from any thread, and may block.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface MemberReader {

        /**
         * {@return the members, sorted by rank}
         *
         * @throws InterruptedException if the thread is interrupted
         */
        List<Member> read() throws InterruptedException;
    }

    /**
     * Collects what a backend tells of a place. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final Store store;
        private final int rank;
        private final int worldSize;
        private long round = 1;
        private OptionalLong token = OptionalLong.empty();
        private Optional<BootstrapStoreInfo> bootstrapStore = Optional.empty();
        private MemberReader members = List::of;

        private Builder(Store store, int rank, int worldSize) {
            Objects.requireNonNull(store, "store");
            if (rank < 0 || rank >= worldSize) {
                throw new IllegalArgumentException("rank " + rank + " is not in a group of " + worldSize);
            }
            this.store = store;
            this.rank = rank;
            this.worldSize = worldSize;
        }

        /**
         * Sets the number of the round.
         *
         * @param number at least 1
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder round(long number) {
            if (number < 1) {
                throw new IllegalArgumentException("the number of a round must be at least 1, not " + number);
            }
            this.round = number;
            return this;
        }

        /**
         * Sets the fencing token.
         *
         * @param number a number that grows with each round of the run
         * @return this builder
         */
        public Builder token(long number) {
            this.token = OptionalLong.of(number);
            return this;
        }

        /**
         * Sets where workers find the store of rank 0.
         *
         * @param place the address and the port
         * @return this builder
         */
        public Builder bootstrapStore(BootstrapStoreInfo place) {
            Objects.requireNonNull(place, "place");
            this.bootstrapStore = Optional.of(place);
            return this;
        }

        /**
         * Sets how to read the members.
         *
         * @param reader called each time an application asks for the members
         * @return this builder
         */
        public Builder members(MemberReader reader) {
            this.members = Objects.requireNonNull(reader, "reader");
            return this;
        }

        /** {@return the place} */
        public RendezvousInfo build() {
            return new RendezvousInfo(this);
        }
    }
}
