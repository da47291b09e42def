package dev.rendezvous.tcpstore.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key or a value: bytes that never change. The maker of one gives its array away.
 *
 * <p>Any client chooses keys. Keys that collide on purpose cost a map no more than a search tree, since a map
 * falls back on the order of its keys.
 *
 * <p>For one thread.
 */
public final class Bytes implements Comparable<Bytes> {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    /** More would hide the rest of the message. */
    private static final int MAX_SHOWN = 80;

    /** Some virtual machines make no longer array. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /** What the object and the head of its array take. */
    private static final int OBJECT_BYTES = 56;

    private final byte[] content;
    /** How much of the array these bytes are. */
    private final int length;

    private int hash;
    /** Whether the rest of the array is free for a longer value that begins with these bytes. */
    private boolean hasSpare;

    /** How many unread responses refer to these very bytes. */
    private int readers;

    /** How many places of the store hold these very bytes. */
    private int keepers;

    private Bytes(byte[] content) {
        this(content, content.length);
    }

    private Bytes(byte[] content, int length) {
        this.content = content;
        this.length = length;
    }

    /** {@return these very bytes} The caller forgets the array. */
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** {@return the number as decimal text, the way the store keeps counters} */
    public static Bytes ofDecimal(long number) {
        return new Bytes(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    public int length() {
        return length;
    }

    byte at(int index) {
        return content[index];
    }

    /** {@return a read-only view, at its beginning} */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(content, 0, length).asReadOnlyBuffer();
    }

    /** {@return about how many bytes of memory these take, with their objects and the spare room} */
    public long weight() {
        return (long) OBJECT_BYTES + content.length;
    }

    /** {@return about how many bytes of memory {@link #plus} takes in addition to these} */
    public long weightOfPlus(Bytes more) {
        long sum = (long) length + more.length;
        return hasSpare && sum <= content.length ? 0 : sum + (sum >> 1) - content.length;
    }

    /** An unread response refers to these bytes. */
    public void addReader() {
        readers++;
    }

    public void removeReader() {
        readers--;
    }

    /** {@return how many unread responses refer to these bytes} */
    public int readers() {
        return readers;
    }

    /** A place of the store holds these bytes. */
    public void addKeeper() {
        keepers++;
    }

    public void removeKeeper() {
        keepers--;
    }

    /** {@return how many places of the store hold these bytes} */
    public int keepers() {
        return keepers;
    }

    public void copyTo(ByteBuffer target) {
        target.put(content, 0, length);
    }

    /**
     * {@return these bytes and those after them} The sum takes over the spare room of these, or else makes some, so that a value that
     * grows piece by piece is not copied for each piece.
     */
    public Bytes plus(Bytes more) {
        int sum = Math.addExact(length, more.length);
        boolean fits = hasSpare && sum <= content.length;
        byte[] room = fits ? content : Arrays.copyOf(content, withSpare(sum));
        System.arraycopy(more.content, 0, room, length, more.length);
        hasSpare = false;
        Bytes longer = new Bytes(room, sum);
        longer.hasSpare = true;
        return longer;
    }

    private static int withSpare(int length) {
        return (int) Math.min(1L + length + (length >> 1), MAX_ARRAY);
    }

    /** {@return whether these begin with all of those} */
    public boolean startsWith(Bytes prefix) {
        return length >= prefix.length && Arrays.equals(content, 0, prefix.length, prefix.content, 0, prefix.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, 0, length, bytes.content, 0, bytes.length);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = newHash();
        }
        return hash;
    }

    private int newHash() {
        int sum = 1;
        for (int i = 0; i < length; i++) {
            sum = 31 * sum + content[i];
        }
        return sum;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compare(content, 0, length, other.content, 0, other.length);
    }

    /** {@return the bytes for a message: printable ASCII as it is, other bytes as {@code \xHH}, shortened} */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(length, MAX_SHOWN); i++) {
            append(shown, content[i]);
        }
        return shown.append(length > MAX_SHOWN ? "...\"" : "\"").toString();
    }

    private static void append(StringBuilder shown, byte b) {
        if (b >= ' ' && b < 0x7f && b != '"' && b != '\\') {
            shown.append((char) b);
        } else {
            shown.append(String.format("\\x%02x", b));
        }
    }
}
