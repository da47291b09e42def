package dev.rendezvous;

/**
 * One node's part in the rendezvous of one run: it joins, learns its rank, and is told when the group changes.
 *
 * <p><b>Threads.</b> A handler may be used from any thread; {@link #nextRendezvous()} is called by one thread at a time.
 *
 * <p><b>Blocking.</b> A method that declares {@link InterruptedException} may cross the network or wait for other nodes. It
 * waits no longer than the time-outs that its backend documents, and ends with that exception when its thread is interrupted.
 *
 * <p><b>Errors.</b> A backend throws {@link RendezvousException} and its children: {@link RendezvousConnectionException} when
 * the store cannot be reached, {@link RendezvousStateException} when what is stored makes no sense,
 * {@link RendezvousTimeoutException} when others did not come in time, {@link RendezvousClosedException} when the rendezvous is
 * closed for good.
 *
 * <p>The contract is that of PyTorch's {@code RendezvousHandler}, with {@link #close()} added: there, releasing a node's
 * resources and closing the rendezvous for everybody are one call.
 *
 * @since 0.1
 */
public interface RendezvousHandler extends AutoCloseable {

    /** {@return the name of the backend, or the alias by which it was asked for} */
    String backend();

    /** {@return the run whose nodes this handler meets} */
    String runId();

    /**
     * Blocks until this node is in a complete group, and tells its place there. Called again, it takes part in the next round.
     *
     * @return the place of this node, and the store of this round
     * @throws RendezvousClosedException if the rendezvous is closed, or becomes so while this node waits
     * @throws RendezvousTimeoutException if the group is not complete in the backend's join time-out
     * @throws RendezvousConnectionException if the backend cannot be reached
     * @throws RendezvousStateException if the shared state is damaged
     * @throws RendezvousGracefulExitException if this node was a spare and is no longer needed
     * @throws InterruptedException if the thread is interrupted; the node is no longer in the group then
     */
    RendezvousInfo nextRendezvous() throws InterruptedException;

    /**
     * {@return whether the rendezvous is closed} Closing becomes visible to other nodes after a while; this is no means of
     * synchronisation.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    boolean isClosed() throws InterruptedException;

    /**
     * Closes the rendezvous of this run for all nodes and all later attempts. Closing it again does nothing.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void setClosed() throws InterruptedException;

    /**
     * {@return how many nodes came too late for the current group and wait for the next; never negative} A caller that sees
     * more than 0 calls {@link #nextRendezvous()} again.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    int numNodesWaiting() throws InterruptedException;

    /**
     * {@return whether the store behind {@link RendezvousInfo#bootstrapStore()} is owned by the agent, outlives its workers and
     * may be shared with them}
     */
    default boolean usesAgentStore() {
        return false;
    }

    /**
     * Closes the rendezvous for all, as {@link #setClosed()} does, and reports failure instead of throwing.
     *
     * @return true if the rendezvous is closed; false if that failed with a {@link RendezvousException}
     * @throws InterruptedException if the thread is interrupted
     */
    boolean shutdown() throws InterruptedException;

    /**
     * Releases what this node holds: threads, connections, its claim to a place. It does not close the rendezvous for others,
     * does not throw for what is already gone, and does nothing the second time.
     */
    @Override
    void close();
}
