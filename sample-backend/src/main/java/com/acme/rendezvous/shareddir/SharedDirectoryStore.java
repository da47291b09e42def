package com.acme.rendezvous.shareddir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A store in a directory, with one file for each key. A value is written to another file first, which is then moved, so that a
 * reader finds either the old or the new value and needs no lock. Changes, and looks at several keys at one moment, need the lock.
 */
final class SharedDirectoryStore implements Store {

    private static final byte[] ABSENT_MATCHES = {};
    private static final String SUFFIX = ".value";

    private final Path directory;
    private final Duration timeout;
    private final AtomicBoolean closed;
    private final boolean owner;

    /** Opens a store in a directory that exists. */
    SharedDirectoryStore(Path directory, Duration timeout) {
        this(directory, timeout, new AtomicBoolean(), true);
    }

    private SharedDirectoryStore(Path directory, Duration timeout, AtomicBoolean closed, boolean owner) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the time-out " + timeout + " is negative");
        }
        this.directory = directory;
        this.timeout = timeout;
        this.closed = closed;
        this.owner = owner;
    }

    @Override
    public void set(String key, byte[] value) throws InterruptedException {
        locked(() -> write(key, value));
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        Optional<byte[]> value = look(key);
        while (value.isEmpty()) {
            pause(deadline, Set.of(key), timeout);
            value = look(key);
        }
        return value.get();
    }

    @Override
    public Optional<byte[]> find(String key) {
        return look(key);
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        return locked(() -> {
            long sum = read(key).map(value -> number(key, value)).orElse(0L) + delta;
            write(key, Long.toString(sum).getBytes(UTF_8));
            return sum;
        });
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return locked(() -> {
            Optional<byte[]> value = read(key);
            return setIfMatching(key, value, expected, desired) ? desired.clone() : value.orElseGet(expected::clone);
        });
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return locked(() -> setIfMatching(key, read(key), expected, desired));
    }

    private boolean setIfMatching(String key, Optional<byte[]> value, byte[] expected, byte[] desired)
            throws IOException {
        boolean matches = Arrays.equals(value.orElse(ABSENT_MATCHES), expected);
        if (matches) {
            write(key, desired);
        }
        return matches;
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        return locked(() -> keys.stream().allMatch(this::exists));
    }

    @Override
    public void await(Collection<String> keys, Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        Set<String> missing = new TreeSet<>(keys);
        while (!haveCome(missing)) {
            pause(deadline, missing, limit);
        }
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        return locked(() -> Files.deleteIfExists(file(key)));
    }

    @Override
    public long size() throws InterruptedException {
        return locked(() -> {
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(file -> file.toString().endsWith(SUFFIX)).count();
            }
        });
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Store withTimeout(Duration other) {
        return new SharedDirectoryStore(directory, other, closed, false);
    }

    @Override
    public void close() {
        if (owner) {
            closed.set(true);
        }
    }

    private <T> T locked(FileClaim.Action<T> action) throws InterruptedException {
        checkOpen();
        return FileClaim.whileHolding(directory.resolve("lock"), action);
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the store in " + directory + " is closed");
        }
    }

    private boolean haveCome(Set<String> missing) {
        checkOpen();
        missing.removeIf(this::exists);
        return missing.isEmpty();
    }

    private static void pause(Deadline deadline, Set<String> missing, Duration limit) throws InterruptedException {
        if (deadline.isOver()) {
            throw new RendezvousTimeoutException("no value for " + missing + " after " + Texts.of(limit), missing);
        }
        deadline.pause();
    }

    private Path file(String key) {
        return directory.resolve(FileNames.of(key) + SUFFIX);
    }

    private boolean exists(String key) {
        return Files.exists(file(key));
    }

    private Optional<byte[]> look(String key) {
        checkOpen();
        try {
            return read(key);
        } catch (IOException e) {
            throw new RendezvousConnectionException("cannot read " + file(key) + " (" + e + ")", e);
        }
    }

    private Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(Entry.valueOf(Files.readAllBytes(file(key))));
        } catch (NoSuchFileException notThere) {
            return Optional.empty();
        }
    }

    /** Runs only under the lock, so that one file name for unfinished values is enough. */
    private byte[] write(String key, byte[] value) throws IOException {
        Path aside = directory.resolve("writing");
        Files.write(aside, Entry.bytesOf(key, value));
        Files.move(aside, file(key), ATOMIC_MOVE);
        return value;
    }

    private static long number(String key, byte[] value) {
        try {
            return Long.parseLong(new String(value, UTF_8));
        } catch (NumberFormatException e) {
            throw new RendezvousStateException("the value of the key " + key + " is not a decimal number", e);
        }
    }
}
