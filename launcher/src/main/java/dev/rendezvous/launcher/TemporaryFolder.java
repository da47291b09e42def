package dev.rendezvous.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an agent that keeps no files. The agent holds a lock in it, which ends with its process. So an agent that starts later can
 * tell the folder of an agent that was killed, and removes it.
 */
final class TemporaryFolder implements AutoCloseable {

    private static final String PREFIX = "rdzv-run-";
    private static final String LOCK = "lock";

    /** A folder that was made just now may have no lock yet. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    /** A process loses its lock when it closes any channel to the file, so it must not open its own again. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * {@return a new folder in the temporary folder of the system}
     *
     * @throws IOException if it cannot be made
     */
    static TemporaryFolder make() throws IOException {
        Path path = Files.createTempDirectory(PREFIX);
        OWN.add(path);
        removeAbandoned(path, Instant.now().minus(YOUNG));
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock(lock, path);
        return new TemporaryFolder(path, lock);
    }

    /** A file system may have no locks. Then the folder stays if this agent is killed, since the others cannot lock it either. */
    private static void lock(FileChannel lock, Path path) {
        try {
            lock.tryLock();
        } catch (IOException noLocks) {
            log("cannot lock " + path, noLocks);
        }
    }

    Path path() {
        return path;
    }

    private static void removeAbandoned(Path own, Instant before) {
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(own.toAbsolutePath().getParent(), PREFIX + "*")) {
            for (Path folder : folders) {
                removeIfAbandoned(folder, own, before);
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            log("cannot look for folders of agents that were killed", unreadable);
        }
    }

    private static void removeIfAbandoned(Path folder, Path own, Instant before) {
        Path file = folder.resolve(LOCK);
        try {
            if (OWN.contains(folder) || !mayBeAbandoned(folder, own, before)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (isHeld(lock)) {
                    remove(folder);
                }
            }
        } catch (IOException | OverlappingFileLockException inUse) {
            log("cannot remove " + folder, inUse);
        }
    }

    private static boolean isHeld(@Nullable FileLock lock) {
        return lock != null;
    }

    /** A folder of another user is none of ours, and a link may lead anywhere. */
    private static boolean mayBeAbandoned(Path folder, Path own, Instant before) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))
                && Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(before);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException inUse) {
            log("cannot remove " + folder, inUse);
        }
    }

    private static void log(String what, Exception why) {
        System.getLogger(TemporaryFolder.class.getName()).log(System.Logger.Level.DEBUG, what, why);
    }

    /** Removes the folder and what is in it. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException unlocked) {
            log("cannot close the lock in " + path, unlocked);
        }
        remove(path);
        OWN.remove(path);
    }
}
