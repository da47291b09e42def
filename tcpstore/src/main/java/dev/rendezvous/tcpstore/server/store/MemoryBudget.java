package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.wire.Bytes;

/**
 * Counts the memory of everything that a server holds, against one limit. For the thread of the engine.
 *
 * <p>Stored data (keys, values, items of queues) may use three quarters of the limit. The rest is for what belongs to one client and ends
 * with its connection, so that reads and deletes have room in a full store. Where that does not suffice, other clients are
 * disconnected, see {@link #whenFull}.
 *
 * <p>Sizes are estimates of what the objects take, rounded up. A value counts once, whether the store holds it, responses
 * refer to it, or both.
 */
public final class MemoryBudget {

    /** Disconnects clients while memory is needed. */
    public interface Relief {

        /**
         * {@return whether there is room now}
         *
         * @param bytes how many are needed
         * @param client the client that needs them
         */
        boolean makeRoom(long bytes, MemoryShare client);
    }

    /** About what it takes to refer to a value in place of copying it. */
    static final int REFERENCE_BYTES = 256;

    /** An entry of the map of keys, with its part of the table. */
    static final int ENTRY_BYTES = 120;

    private static final int STORE_QUARTERS = 3;
    private static final int MARGIN = 32;

    private final long limit;
    private final long storeLimit;
    private Relief relief = (bytes, client) -> false;
    private long stored;
    private long held;
    /** Of the values that only responses hold. */
    private long orphaned;

    public MemoryBudget(long limit) {
        this.limit = limit;
        this.storeLimit = limit / (STORE_QUARTERS + 1) * STORE_QUARTERS;
    }

    /** Sets what disconnects clients while memory is needed. */
    public void whenFull(Relief freeing) {
        relief = freeing;
    }

    public long held() {
        return held;
    }

    /** {@return whether clients were given more than the limit, by responses that could not be refused} */
    public boolean isOver() {
        return held > limit;
    }

    /** {@return how much is to be freed beyond what is needed, so that it is not done for each request} */
    public long margin() {
        return limit / MARGIN;
    }

    /** {@return whether stored data may grow by so many bytes without disconnecting a client} */
    boolean hasStoreRoom(long bytes) {
        return bytes <= storeLimit - stored && hasRoom(bytes);
    }

    public boolean hasRoom(long bytes) {
        return bytes <= limit - held;
    }

    /**
     * Makes sure that stored data may grow by so many bytes.
     *
     * @throws Refusal if the store is full
     */
    void checkStore(long bytes, MemoryShare client) throws Refusal {
        if (bytes > 0 && bytes > storeLimit - stored) {
            throw new Refusal(Refusal.Kind.MEMORY, ServerMessages.storeFull(bytes, stored, storeLimit));
        }
        checkRoom(bytes, client);
    }

    /**
     * Makes sure that there is room for so many bytes, by disconnecting clients that hold more than this one if need be.
     *
     * @throws Refusal if there is none
     */
    void checkRoom(long bytes, MemoryShare client) throws Refusal {
        if (bytes > 0 && !hasRoom(bytes) && !relief.makeRoom(bytes, client)) {
            throw new Refusal(Refusal.Kind.MEMORY, ServerMessages.memoryFull(bytes, held, limit));
        }
    }

    /** The store holds these bytes in one more place. */
    void keep(Bytes bytes) {
        if (bytes.keepers() == 0) {
            stored += bytes.weight();
            if (bytes.readers() == 0) {
                held += bytes.weight();
            } else {
                orphaned -= bytes.weight();
            }
        }
        bytes.addKeeper();
    }

    /** The store holds these bytes in one place less. */
    void dropKept(Bytes bytes) {
        bytes.removeKeeper();
        if (bytes.keepers() == 0) {
            stored -= bytes.weight();
            if (bytes.readers() == 0) {
                held -= bytes.weight();
            } else {
                orphaned += bytes.weight();
            }
        }
    }

    /** The store takes so many bytes more beside keys and values; less if negative. */
    void store(long bytes) {
        stored += bytes;
        held += bytes;
    }

    /** Clients take so many bytes more; less if negative. */
    public void hold(long bytes) {
        held += bytes;
    }

    /** A response refers to the value, up to {@link #release}. */
    void refer(Bytes value) {
        held += REFERENCE_BYTES;
        if (value.readers() == 0 && value.keepers() == 0) {
            held += value.weight();
            orphaned += value.weight();
        }
        value.addReader();
    }

    void release(Bytes value) {
        held -= REFERENCE_BYTES;
        value.removeReader();
        if (value.readers() == 0 && value.keepers() == 0) {
            held -= value.weight();
            orphaned -= value.weight();
        }
    }

    /** {@return whether there are values that only responses hold} */
    boolean hasOrphans() {
        return orphaned > 0;
    }

    /** {@return what of the memory of a value is released for each of the responses that refer to it, if all of them end} */
    static long share(Bytes value) {
        return value.keepers() > 0 ? 0 : value.weight() / value.readers();
    }
}
