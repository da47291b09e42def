package com.acme.rendezvous.shareddir;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An exclusive claim of a file, against other processes and other threads. The operating system ends it when the process dies, for
 * whatever reason. So a file that can be claimed has no living owner.
 */
final class FileClaim implements AutoCloseable {

    private static final byte[] MARK = {'x'};
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * The files that this process holds. A file lock does not exclude other threads of the same process. On POSIX systems, closing
     * any channel of a file also drops all locks that the process has on it, so a held file must not be opened.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final AtomicBoolean held = new AtomicBoolean(true);

    private FileClaim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the file, and creates it if it does not exist; empty if another thread or process holds it. */
    static Optional<FileClaim> tryTake(Path file) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        Optional<FileClaim> claim = Optional.empty();
        try {
            claim = lock(file);
            return claim;
        } finally {
            if (claim.isEmpty()) {
                HELD.remove(file);
            }
        }
    }

    /** An action that runs while a file is held. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Runs an action while no other process and no other thread runs one with the same lock file. */
    static <T> T whileHolding(Path lockFile, Action<T> action) throws InterruptedException {
        return whileHolding(lockFile, action, FileClaim::close);
    }

    /** Does the same, and then deletes the lock file if its directory has no other file. */
    static <T> T whileHoldingAndTidy(Path lockFile, Action<T> action) throws InterruptedException {
        return whileHolding(lockFile, action, FileClaim::closeAndTidy);
    }

    /** Clears a pending interrupt while the action runs, since every use of a channel fails with it, and sets it again afterwards. */
    static <T> T undisturbed(Action<T> action) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T whileHolding(Path lockFile, Action<T> action, Consumer<FileClaim> letGo)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + lockFile + " was taken");
        }
        try {
            FileClaim held = take(lockFile);
            try {
                return action.run();
            } finally {
                letGo.accept(held);
            }
        } catch (ClosedByInterruptException e) {
            // A channel reports an interrupt with this exception and leaves the thread interrupted.
            Thread.interrupted();
            throw interrupted(e);
        } catch (IOException | UncheckedIOException e) {
            throw new RendezvousConnectionException(
                    "cannot work in " + lockFile.getParent() + " (" + e
                            + "); every node must be able to create, lock, rename and delete files there",
                    e);
        }
    }

    private static InterruptedException interrupted(ClosedByInterruptException cause) {
        InterruptedException interrupted = new InterruptedException("interrupted while a file was held");
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public void close() {
        if (!held.getAndSet(false)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new RendezvousConnectionException("cannot unlock " + file, e);
        } finally {
            HELD.remove(file);
        }
    }

    /**
     * Another process may have opened the file already. It would then lock a deleted file while others lock a new one. So the
     * file is marked before it is deleted, by a byte in it. A process that gets the lock of a marked file tries again.
     */
    private void closeAndTidy() {
        try {
            undisturbed(this::deleteIfAlone);
        } catch (IOException leftThere) {
            // Some systems cannot delete an open file. It stays and serves the next run.
        } finally {
            close();
        }
    }

    private boolean deleteIfAlone() throws IOException {
        if (!isAlone(file)) {
            return false;
        }
        channel.write(ByteBuffer.wrap(MARK));
        Files.delete(file);
        return true;
    }

    private static boolean isAlone(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.allMatch(file::equals);
        }
    }

    private static FileClaim take(Path lockFile) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(LIMIT);
        Optional<FileClaim> claim = tryTake(lockFile);
        while (claim.isEmpty()) {
            if (deadline.isOver()) {
                throw new RendezvousConnectionException(
                        "another process has held " + lockFile + " for " + LIMIT.toSeconds() + " s; is it stopped?");
            }
            deadline.pause();
            claim = tryTake(lockFile);
        }
        return claim.get();
    }

    private static Optional<FileClaim> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null && !isMarked(file, channel);
            return locked ? Optional.of(new FileClaim(file, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            throw new RendezvousStateException(
                    file + " is locked by another copy of this class in this process; load this backend once", e);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /** Deletes a marked file that is still there: the process that marked it died before it could delete it. */
    private static boolean isMarked(Path file, FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return false;
        }
        if (Files.exists(file) && Files.size(file) > 0) {
            Files.deleteIfExists(file);
        }
        return true;
    }
}
