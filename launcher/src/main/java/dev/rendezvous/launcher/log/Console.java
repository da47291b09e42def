package dev.rendezvous.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of all workers and of the launcher meet. Thread-safe. A line that is not complete yet is ended when another source
 * writes.
 */
public final class Console {

    private final OutputStream out;
    private final OutputStream err;
    private @Nullable Object halfLineOf;
    private boolean isBroken;

    /**
     * Makes a console.
     *
     * @param out the standard output
     * @param err the standard error
     */
    public Console(OutputStream out, OutputStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Writes a line of the launcher.
     *
     * @param line without its end
     */
    public synchronized void say(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        write(this, err, new byte[0], bytes, bytes.length);
    }

    /** {@return whether the source has written a line that is not complete yet, and none has written since} */
    synchronized boolean isHalfLineOf(Object source) {
        return halfLineOf == source;
    }

    /**
     * Writes what a source has printed.
     *
     * @param source who writes
     * @param toErr whether to the standard error
     * @param prefix what stands before it, unless it goes on with a half line of the same source
     * @param bytes lines, and perhaps a half line at the end
     * @param length how many bytes
     */
    synchronized void write(Object source, boolean toErr, byte[] prefix, byte[] bytes, int length) {
        write(source, toErr ? err : out, prefix, bytes, length);
    }

    private void write(Object source, OutputStream stream, byte[] prefix, byte[] bytes, int length) {
        if (isBroken || length == 0) {
            return;
        }
        try {
            if (halfLineOf != null && halfLineOf != source) {
                stream.write('\n');
            }
            if (halfLineOf != source) {
                stream.write(prefix);
            }
            stream.write(bytes, 0, length);
            stream.flush();
            halfLineOf = bytes[length - 1] == '\n' ? null : source;
        } catch (IOException gone) {
            // A reader such as head has ended. The workers go on, and their output is read and dropped, so that they do
            // not block.
            isBroken = true;
        } catch (UncheckedIOException gone) {
            isBroken = true;
        }
    }
}
