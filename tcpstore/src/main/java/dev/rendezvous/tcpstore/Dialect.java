package dev.rendezvous.tcpstore;

/**
 * What the peer speaks. The protocol has no version field, and nothing in the older family tells a peer of the newer one apart from
 * a broken connection, so whoever talks to an old peer has to say so.
 *
 * @since 0.1
 */
public enum Dialect {
    /** PyTorch 1.13 and 2.0. */
    LEGACY_1_13,
    /** PyTorch 2.1. It differs from {@link #LEGACY_1_13} from operation code 7 on, and the bytes do not tell which one it is. */
    LEGACY_2_1,
    /**
     * PyTorch 2.2 and later: one growing protocol, in which a later server serves every earlier client. A client of ours needs a
     * server of 2.5 or later, since it expects its ping to be answered.
     */
    CURRENT
}
