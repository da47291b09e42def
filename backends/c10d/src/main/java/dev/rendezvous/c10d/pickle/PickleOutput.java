package dev.rendezvous.c10d.pickle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** The bytes of a pickle that is written. */
final class PickleOutput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    PickleOutput opcode(int opcode) {
        return oneByte(opcode);
    }

    PickleOutput oneByte(int value) {
        bytes.write(value);
        return this;
    }

    PickleOutput twoBytes(int value) {
        return oneByte(value).oneByte(value >>> 8);
    }

    PickleOutput fourBytes(int value) {
        return twoBytes(value).twoBytes(value >>> 16);
    }

    /** Big-endian, unlike the other numbers. */
    void real(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write((int) (bits >>> shift));
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        fourBytes(utf8.length);
        bytes.writeBytes(utf8);
    }

    PickleOutput line(String text) {
        bytes.writeBytes(text.getBytes(UTF_8));
        return oneByte('\n');
    }

    /** A length of one byte, and the number in two's complement, lowest byte first. */
    void number(BigInteger number) {
        byte[] bigEndian = number.toByteArray();
        bytes.write(bigEndian.length);
        for (int i = bigEndian.length - 1; i >= 0; i--) {
            bytes.write(bigEndian[i]);
        }
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
