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
 * An exclusive hold on a file, against other processes and against the other threads of this one. The operating system ends
 * it when the process dies, however it dies: a claim that can be taken belongs to nobody who lives.
 */
final class FileClaim implements AutoCloseable {

    private static final byte[] MARK = {'x'};
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The files that this process holds. A lock does not keep the threads of one process apart. Worse, on POSIX systems closing
     * any channel of a file drops all locks that the process has on it, so that a held file must not be opened to look.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final AtomicBoolean held = new AtomicBoolean(true);

    private FileClaim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the file, which is created if need be; empty if somebody holds it. */
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

    /** What is done while a file is held. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Does something that no other process and no other thread does meanwhile with the same lock file. */
    static <T> T whileHolding(Path lockFile, Action<T> action) throws InterruptedException {
        return whileHolding(lockFile, action, FileClaim::close);
    }

    /** The same, and removes the lock file if nothing is left beside it. */
    static <T> T whileHoldingAndTidy(Path lockFile, Action<T> action) throws InterruptedException {
        return whileHolding(lockFile, action, FileClaim::closeAndTidy);
    }

    /** Clears a pending interrupt, with which every use of a channel fails, while the action runs, and sets it again afterwards. */
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
            // Files and their channels tell of an interrupt in their own way, and leave the thread interrupted.
            Thread.interrupted();
            throw interrupted(e);
        } catch (IOException | UncheckedIOException e) {
            throw new RendezvousConnectionException(
                    "cannot work in " + lockFile.getParent() + " (" + e
                            + "); every node needs to be able to create, lock, rename and delete files there",
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
            throw new RendezvousConnectionException("cannot let go of " + file, e);
        } finally {
            HELD.remove(file);
        }
    }

    /**
     * Somebody may have opened the file and wait for the lock of a file that is gone while others lock a new one. So the file is
     * marked, by not being empty any more, before it is deleted, and who gets the lock of a marked file looks for the new one.
     */
    private void closeAndTidy() {
        try {
            undisturbed(this::deleteIfAlone);
        } catch (IOException leftThere) {
            // Where an open file cannot be deleted it stays, and serves the next run.
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
        Deadline deadline = Deadline.after(PATIENCE);
        Optional<FileClaim> claim = tryTake(lockFile);
        while (claim.isEmpty()) {
            if (deadline.isOver()) {
                throw new RendezvousConnectionException(
                        "another process has held " + lockFile + " for " + PATIENCE + "; is it stopped?");
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

    /** Removes a marked file that is still there, since whoever marked it died before that. */
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
