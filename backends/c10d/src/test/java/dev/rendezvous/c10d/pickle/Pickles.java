package dev.rendezvous.c10d.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Pickles that are put together by hand. */
final class Pickles {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Pickles protocol(int version) {
        return new Pickles().put(0x80, version);
    }

    Pickles put(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    Pickles text(String latin1) {
        bytes.writeBytes(latin1.getBytes(ISO_8859_1));
        return this;
    }

    Pickles times(int count, int... values) {
        for (int i = 0; i < count; i++) {
            put(values);
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** {@return the pickle, ended} */
    byte[] stop() {
        return put('.').bytes();
    }
}
