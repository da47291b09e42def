package dev.rendezvous.tcpstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** One request, byte by byte, legal or not. Texts stand for bytes as in Latin-1. */
public final class Frame {

    private static final int BYTE_MASK = 0xff;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public static Frame of(Operation operation, Dialect dialect) {
        return new Frame().raw(new byte[] {operation.code(dialect)});
    }

    public static Frame of(Operation operation) {
        return of(operation, Dialect.CURRENT);
    }

    public static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(ISO_8859_1));
    }

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] handshake() {
        return hex("00 ce f7 85 3c");
    }

    /** {@return a length and a text, as answers have it} */
    public static byte[] answer(String text) {
        return new Frame().text(text).bytes();
    }

    public static byte[] answer(long number) {
        return new Frame().number(number).bytes();
    }

    public Frame text(String text) {
        return text(text.getBytes(ISO_8859_1));
    }

    public Frame text(byte[] text) {
        return number(text.length).raw(text);
    }

    /** Adds the texts one after the other. */
    public Frame texts(String... texts) {
        for (String text : texts) {
            text(text);
        }
        return this;
    }

    /** Adds the number of texts, then the texts. */
    public Frame list(String... texts) {
        return number(texts.length).texts(texts);
    }

    public Frame number(long number) {
        return number(number, Long.BYTES);
    }

    public Frame number(long number, int width) {
        for (int i = 0; i < width; i++) {
            bytes.write((int) (number >>> (Byte.SIZE * i)) & BYTE_MASK);
        }
        return this;
    }

    public Frame raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    public int size() {
        return bytes.size();
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
