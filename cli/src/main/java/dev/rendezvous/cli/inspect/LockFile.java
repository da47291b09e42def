package dev.rendezvous.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.cli.inspect.lock.Lock;
import dev.rendezvous.cli.inspect.lock.LockTree;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A lock on the disk, as JSON. */
final class LockFile {

    private static final int MAX_BYTES = 64 << 20;

    private LockFile() {}

    /**
     * {@return the lock of a file}
     *
     * @throws UsageException if it is none, saying where it breaks the format
     */
    static Lock read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("the lock " + file + " does not exist; rdzv lock writes one");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("it has more than " + MAX_BYTES + " bytes");
            }
            return LockTree.parse(Json.parse(new String(bytes, UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + " is not a lock of rdzv: " + e.getMessage());
        }
    }

    /** Writes a lock, whole or not at all: a reader sees the old one or the new one, even after a crash. */
    static void write(Path file, Lock lock) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path written = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeThrough(written, (Json.text(LockTree.of(lock)) + "\n").getBytes(UTF_8));
            move(written, target);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void writeThrough(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
