package dev.rendezvous.cli.inspect.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * How much is read of one path, whatever its files say of their sizes: a packed file of a few bytes can have gigabytes, and a
 * jar any number of files.
 */
final class Budget {

    private static final int MAX_FILES = 300_000;
    private static final long MAX_BYTES = 4L << 30;

    private final int maxFiles;
    private final long maxBytes;
    private int files;
    private long bytes;

    Budget() {
        this(MAX_FILES, MAX_BYTES);
    }

    Budget(int maxFiles, long maxBytes) {
        this.maxFiles = maxFiles;
        this.maxBytes = maxBytes;
    }

    /** {@return whether there may be one more file} */
    boolean takeFile() {
        files++;
        return !isSpent();
    }

    boolean isSpent() {
        return files > maxFiles || bytes > maxBytes;
    }

    /** {@return what was too much, as the end of a sentence that begins with "it"} */
    Optional<String> problem() {
        if (files > maxFiles) {
            return Optional.of("has more than " + maxFiles + " files; the rest was not read");
        }
        return bytes > maxBytes
                ? Optional.of("has more than " + maxBytes + " bytes to read; the rest was not read")
                : Optional.empty();
    }

    /**
     * {@return all bytes of a file}
     *
     * @throws TooLargeException if there are more than the limit
     */
    byte[] read(Content content, int limit) throws IOException {
        try (InputStream in = content.open()) {
            byte[] read = in.readNBytes(limit + 1);
            bytes += read.length;
            if (read.length > limit) {
                throw new TooLargeException("has more than " + limit + " bytes");
            }
            return read;
        }
    }

    /**
     * Hands over the bytes of a file piece by piece.
     *
     * @throws TooLargeException if the budget ends before them
     */
    void read(Content content, Sink sink) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = content.open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (isSpent()) {
                    throw new TooLargeException("was not read to its end, since the whole has too many bytes");
                }
                sink.accept(buffer, read);
            }
        }
    }

    /** Takes bytes. */
    interface Sink {
        void accept(byte[] buffer, int length) throws IOException;
    }
}
