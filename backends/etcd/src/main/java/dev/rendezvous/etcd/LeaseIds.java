package dev.rendezvous.etcd;

import java.security.SecureRandom;

/**
 * The ids of leases: 62 random bits, the last of which says what the lease is for. A node that touches keys must know which of their
 * leases are the sessions of other nodes: it must not keep those alive.
 */
final class LeaseIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private LeaseIds() {}

    static long session() {
        return random() | 2;
    }

    static long linger() {
        return random() | 1;
    }

    static boolean isLinger(long id) {
        return (id & 1) == 1;
    }

    private static long random() {
        return RANDOM.nextLong() >>> 2 & ~1L;
    }
}
