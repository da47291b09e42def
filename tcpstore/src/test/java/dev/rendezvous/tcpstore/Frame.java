package dev.rendezvous.tcpstore;

import dev.rendezvous.tcpstore.wire.Operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** One request, byte by byte, legal or not. Texts stand for bytes as in Latin-1. */
final class Frame {

    private static final int BYTE_MASK = 0xff;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Frame of(Operation operation, Dialect dialect) {
        return new Frame().raw(new byte[] {operation.code(dialect)});
    }

    static Frame of(Operation operation) {
        return of(operation, Dialect.CURRENT);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] handshake() {
        return hex("00 ce f7 85 3c");
    }

    /** {@return a length and a text, as answers have it} */
    static byte[] answer(String text) {
        return new Frame().text(text).bytes();
    }

    static byte[] answer(long number) {
        return new Frame().number(number).bytes();
    }

    Frame text(String text) {
        return text(text.getBytes(ISO_8859_1));
    }

    Frame text(byte[] text) {
        return number(text.length).raw(text);
    }

    /** Adds the texts one after the other. */
    Frame texts(String... texts) {
        for (String text : texts) {
            text(text);
        }
        return this;
    }

    /** Adds the number of texts, then the texts. */
    Frame list(String... texts) {
        return number(texts.length).texts(texts);
    }

    Frame number(long number) {
        return number(number, Long.BYTES);
    }

    Frame number(long number, int width) {
        for (int i = 0; i < width; i++) {
            bytes.write((int) (number >>> (Byte.SIZE * i)) & BYTE_MASK);
        }
        return this;
    }

    Frame raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
