package dev.rendezvous.launcher.log;

import java.io.IOException;

/** What is written at once. Not a record, since the bytes are those of a buffer that is used again. */
final class Chunk {

    private static final byte[] NO_PREFIX = {};

    private final Object source;
    private final boolean toErr;
    private final byte[] prefix;
    private final byte[] bytes;
    private final int count;

    private Chunk(Object source, boolean toErr, byte[] prefix, byte[] bytes, int count) {
        this.source = source;
        this.toErr = toErr;
        this.prefix = prefix;
        this.bytes = bytes;
        this.count = count;
    }

    /** {@return lines of the launcher} */
    static Chunk own(Object launcher, byte[] lines) {
        return new Chunk(launcher, true, NO_PREFIX, lines, lines.length);
    }

    /** {@return what is ready in a lane, taken} */
    static Chunk of(Lane lane, byte[] buffer) {
        return new Chunk(lane, lane.toErr(), lane.prefix(), buffer, lane.take(buffer));
    }

    void writeTo(Screen screen) throws IOException {
        screen.write(source, toErr, prefix, bytes, count);
    }
}
