package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.Bytes;

/**
 * How much memory the answers take that the clients of a server have not read, all of them together. A value that many are being
 * sent counts once, as it is there once. For the thread of the engine.
 */
final class AnswerMemory {

    /** About what it takes to refer to a value in place of copying it, rounded up. */
    private static final int REFERENCE_BYTES = 256;

    private final long limit;
    private long held;

    AnswerMemory(StoreLimits limits) {
        limit = limits.maxAllAnswerBytes();
    }

    /** {@return how many bytes it is now} */
    long held() {
        return held;
    }

    boolean isOver() {
        return held > limit;
    }

    void copied(int bytes) {
        held += bytes;
    }

    void dropped(int bytes) {
        held -= bytes;
    }

    /** An answer refers to the value, up to {@link #release}. */
    void refer(Bytes value) {
        held += REFERENCE_BYTES;
        if (value.addReader() == 1) {
            held += value.length();
        }
    }

    /** {@return the part of one of the answers that refer to the value in what they take together} */
    static long share(Bytes value) {
        return (long) REFERENCE_BYTES + value.length() / value.readers();
    }

    void release(Bytes value) {
        held -= REFERENCE_BYTES;
        if (value.removeReader() == 0) {
            held -= value.length();
        }
    }
}
