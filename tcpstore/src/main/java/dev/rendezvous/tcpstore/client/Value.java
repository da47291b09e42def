package dev.rendezvous.tcpstore.client;

import java.util.Arrays;

/** Bytes that a server answered with. */
final class Value {

    private final byte[] bytes;

    Value(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the bytes themselves, for the one who asked for them} */
    byte[] bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    boolean is(byte[] other) {
        return Arrays.equals(bytes, other);
    }
}
