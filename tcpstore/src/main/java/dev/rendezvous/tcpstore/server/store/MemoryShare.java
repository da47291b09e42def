package dev.rendezvous.tcpstore.server.store;

/** The part of the memory that one client holds. {@link MemoryBudget} passes it on to tell which client needs memory. */
public interface MemoryShare {

    /** {@return how many bytes the client holds, apart from its unread responses} */
    long held();
}
