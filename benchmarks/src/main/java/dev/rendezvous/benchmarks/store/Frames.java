package dev.rendezvous.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Requests of PyTorch 2.2 and later as bytes, written here so that the load uses no client of either side. */
final class Frames {

    /** The length of the answer to {@link #hello()}. */
    static final int HELLO_ANSWER = Integer.BYTES;

    /** The length of a number in an answer. */
    static final int NUMBER = Long.BYTES;

    private static final byte[] VALIDATE = {0, (byte) 0xce, (byte) 0xf7, (byte) 0x85, 0x3c};
    private static final byte[] PING = {13, 1, 0, 0, 0};

    private Frames() {}

    /** {@return VALIDATE, which has no answer, and PING, which has} */
    static byte[] hello() {
        return joined(VALIDATE, PING);
    }

    static byte[] set(String key, byte[] value) {
        return frame(1, text(key), field(value));
    }

    static byte[] compareSet(String key, byte[] expected, byte[] desired) {
        return frame(2, text(key), field(expected), field(desired));
    }

    static byte[] get(String key) {
        return frame(3, text(key));
    }

    static byte[] add(String key, long delta) {
        return frame(4, text(key), number(delta));
    }

    /** {@return CHECK of no keys, which is answered by one byte} */
    static byte[] checkNothing() {
        return frame(5, number(0));
    }

    /** {@return WAIT for one key, which is answered by one byte when the key is there} */
    static byte[] await(String key) {
        return frame(6, number(1), text(key));
    }

    /** {@return WAIT for one key and CHECK of none, whose one byte says that the server knows of the wait} */
    static byte[] awaitAndCheck(String key) {
        return joined(await(key), checkNothing());
    }

    private static byte[] frame(int code, byte[]... parts) {
        return joined(new byte[] {(byte) code}, joined(parts));
    }

    private static byte[] text(String text) {
        return field(text.getBytes(UTF_8));
    }

    private static byte[] field(byte[] bytes) {
        return joined(number(bytes.length), bytes);
    }

    private static byte[] number(long value) {
        byte[] bytes = new byte[Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
