package dev.rendezvous.tcpstore;

/**
 * What the peer speaks. The protocol has no version field, and a server answers a request of the other family wrongly or closes the
 * connection. So a client must be told which dialect its server speaks. PyTorch 2.1 speaks a third one, which is not supported.
 *
 * @since 0.1
 */
public enum Dialect {
    /** PyTorch 1.13 and 2.0. */
    LEGACY_1_13,
    /**
     * PyTorch 2.2 and later: one growing protocol, in which a later server serves every earlier client. A client of ours needs a
     * server of 2.5 or later, since it expects its ping to be answered.
     */
    CURRENT
}
