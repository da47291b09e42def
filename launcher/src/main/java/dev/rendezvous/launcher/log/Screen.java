package dev.rendezvous.launcher.log;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The two output streams. Puts a prefix before each line, and ends a line that is not complete yet when another source writes. For one
 * thread, but for {@link #written}.
 */
final class Screen {

    /** Small, so that a reader that is slow can be told from one that does not read. */
    private static final int PART = 8 * 1024;

    private final OutputStream out;
    private final OutputStream err;
    private final byte[] part = new byte[PART];
    private int length;
    private volatile long written;
    private @Nullable Object halfLineOf;

    Screen(OutputStream out, OutputStream err) {
        this.out = out;
        this.err = err;
    }

    /** {@return how many parts were written} May be asked by any thread. */
    long written() {
        return written;
    }

    /**
     * Writes what a source has printed.
     *
     * @param source what writes
     * @param toErr whether to the standard error
     * @param prefix what stands before each line, unless it goes on with a half line of the same source
     * @param bytes lines, and perhaps a half line at the end
     * @param count how many bytes, at least 1
     */
    void write(Object source, boolean toErr, byte[] prefix, byte[] bytes, int count) throws IOException {
        OutputStream stream = toErr ? err : out;
        if (halfLineOf != null && halfLineOf != source) {
            put(stream, new byte[] {'\n'}, 0, 1);
        }
        boolean goesOn = halfLineOf == source;
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || i == count - 1) {
                if (!goesOn) {
                    put(stream, prefix, 0, prefix.length);
                }
                goesOn = false;
                put(stream, bytes, start, i + 1 - start);
                start = i + 1;
            }
        }
        flush(stream);
        halfLineOf = bytes[count - 1] == '\n' ? null : source;
    }

    private void put(OutputStream stream, byte[] bytes, int from, int count) throws IOException {
        int next = from;
        int left = count;
        while (left > 0) {
            int fits = Math.min(left, PART - length);
            System.arraycopy(bytes, next, part, length, fits);
            length += fits;
            next += fits;
            left -= fits;
            if (length == PART) {
                flush(stream);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void flush(OutputStream stream) throws IOException {
        if (length > 0) {
            stream.write(part, 0, length);
            stream.flush();
            length = 0;
            written++;
        }
    }
}
