package dev.rendezvous.tcpstore.client.request;

import java.util.Arrays;

/** Bytes that a server answered with. */
public final class Value {

    private final byte[] bytes;

    Value(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the bytes themselves, for the caller that asked for them} */
    public byte[] bytes() {
        return bytes;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public boolean is(byte[] other) {
        return Arrays.equals(bytes, other);
    }
}
