package dev.rendezvous.tcpstore.server.store;

/**
 * The memory that belongs to one client and that its end releases, apart from its unread responses: requests that have
 * not arrived in full, waits, watches. For the thread of the engine.
 */
public final class ClientMemory implements MemoryShare {

    private final MemoryBudget budget;
    private long held;

    public ClientMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    MemoryBudget budget() {
        return budget;
    }

    @Override
    public long held() {
        return held;
    }

    /**
     * Takes so many bytes more.
     *
     * @throws Refusal if there is no room for them; nothing is taken then
     */
    public void take(long bytes) throws Refusal {
        budget.checkRoom(bytes, this);
        held += bytes;
        budget.hold(bytes);
    }

    public void drop(long bytes) {
        held -= bytes;
        budget.hold(-bytes);
    }

    /** The client is gone. */
    void dropAll() {
        drop(held);
    }
}
