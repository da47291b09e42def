package dev.rendezvous.tcpstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key or a value: bytes that never change. Whoever makes one gives its array away.
 *
 * <p>Keys are chosen by whoever can connect. Keys that collide on purpose cost a map no more than a search tree, since a map
 * falls back on the order of its keys.
 */
final class Bytes implements Comparable<Bytes> {

    static final Bytes EMPTY = new Bytes(new byte[0]);

    /** More would hide the rest of the message. */
    private static final int MAX_SHOWN = 80;

    private final byte[] content;
    private int hash;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** {@return these very bytes} The caller forgets the array. */
    static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** {@return the number as decimal text, the way the store keeps counters} */
    static Bytes ofDecimal(long number) {
        return new Bytes(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    int length() {
        return content.length;
    }

    byte at(int index) {
        return content[index];
    }

    /** {@return a read-only view, at its beginning} */
    ByteBuffer asBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    void copyTo(ByteBuffer target) {
        target.put(content);
    }

    Bytes plus(Bytes more) {
        byte[] sum = Arrays.copyOf(content, content.length + more.content.length);
        System.arraycopy(more.content, 0, sum, content.length, more.content.length);
        return of(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(content);
        }
        return hash;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compare(content, other.content);
    }

    /** {@return the bytes for a message: printable ASCII as it is, other bytes as {@code \xHH}, shortened} */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(content.length, MAX_SHOWN); i++) {
            append(shown, content[i]);
        }
        return shown.append(content.length > MAX_SHOWN ? "...\"" : "\"").toString();
    }

    private static void append(StringBuilder shown, byte b) {
        if (b >= ' ' && b < 0x7f && b != '"' && b != '\\') {
            shown.append((char) b);
        } else {
            shown.append(String.format("\\x%02x", b));
        }
    }
}
