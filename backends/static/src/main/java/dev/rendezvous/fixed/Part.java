package dev.rendezvous.fixed;

import dev.rendezvous.tcpstore.client.TcpStoreClient;

/** What a node does in its group, which depends on its rank. */
interface Part {

    /** Does what must be done before the first client of this node can connect. */
    void open();

    /**
     * {@return the number of the round that begins} Blocks until the group is complete.
     *
     * @param client of this node
     * @param deadline when the join time-out is over
     */
    int meet(TcpStoreClient client, Deadline deadline) throws InterruptedException;

    /** {@return what is known of rank 0 where its store cannot be reached; empty if nothing is} */
    String knowledge();

    /**
     * Leaves the group, and closes the client. An interrupted thread does not wait.
     *
     * @param round the latest round in which this node was; 0 if there was none
     */
    void leave(TcpStoreClient client, int round);

    /** Releases what {@link #open} made. */
    void close();
}
