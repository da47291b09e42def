package dev.rendezvous;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A store in the memory of this process: one map behind one lock. */
final class InMemoryStore implements Store {

    private static final byte[] ABSENT_MATCHES = {};

    private final Contents contents;
    private final Duration timeout;
    private final boolean owner;

    InMemoryStore(Duration timeout) {
        this(new Contents(), timeout, true);
    }

    private InMemoryStore(Contents contents, Duration timeout, boolean owner) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the time-out " + timeout + " is negative");
        }
        this.contents = contents;
        this.timeout = timeout;
        this.owner = owner;
    }

    @Override
    public void set(String key, byte[] value) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        contents.call(values -> values.put(key, value.clone()));
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return contents.await(
                List.of(key), timeout, values -> valueOf(values, key).clone());
    }

    @Override
    public Optional<byte[]> find(String key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return contents.read(values -> Optional.ofNullable(values.get(key)).map(byte[]::clone));
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return contents.call(values -> {
            byte[] value = values.get(key);
            long sum = (value == null ? 0 : number(key, value)) + delta;
            values.put(key, Long.toString(sum).getBytes(UTF_8));
            return sum;
        });
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(desired, "desired");
        return contents.call(values -> {
            byte[] value = values.get(key);
            if (setIfMatching(values, key, expected, desired)) {
                return desired.clone();
            }
            return value == null ? expected.clone() : value.clone();
        });
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(desired, "desired");
        return contents.call(values -> setIfMatching(values, key, expected, desired));
    }

    private static boolean setIfMatching(Map<String, byte[]> values, String key, byte[] expected, byte[] desired) {
        boolean matches = Arrays.equals(values.getOrDefault(key, ABSENT_MATCHES), expected);
        if (matches) {
            values.put(key, desired.clone());
        }
        return matches;
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        Objects.requireNonNull(keys, "keys");
        return contents.read(values -> values.keySet().containsAll(keys));
    }

    @Override
    public void await(Collection<String> keys, Duration limit) throws InterruptedException {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(limit, "timeout");
        contents.await(List.copyOf(keys), limit, values -> true);
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return contents.call(values -> values.remove(key) != null);
    }

    @Override
    public long size() throws InterruptedException {
        return contents.<Long>read(values -> (long) values.size());
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Store withTimeout(Duration other) {
        return new InMemoryStore(contents, other, false);
    }

    @Override
    public void close() {
        if (owner) {
            contents.close();
        }
    }

    private static byte[] valueOf(Map<String, byte[]> values, String key) {
        byte[] value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("awaited key is gone: " + key);
        }
        return value;
    }

    private static long number(String key, byte[] value) {
        try {
            return Long.parseLong(new String(value, UTF_8));
        } catch (NumberFormatException e) {
            throw new RendezvousStateException("the value of the key " + key + " is not a decimal number", e);
        }
    }

    /** What is done with the map while the lock is held. */
    private interface Action<T extends @Nullable Object> {
        T on(Map<String, byte[]> values);
    }

    /** The map, shared by the store and its views. */
    private static final class Contents {
        private final Map<String, byte[]> values = new HashMap<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean closed;

        /** Runs what may change the map, and then wakes the calls that wait. */
        <T extends @Nullable Object> T call(Action<T> action) throws InterruptedException {
            return read(values -> {
                T result = action.on(values);
                changed.signalAll();
                return result;
            });
        }

        <T extends @Nullable Object> T read(Action<T> action) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                checkOpen();
                return action.on(values);
            } finally {
                lock.unlock();
            }
        }

        <T> T await(List<String> keys, Duration limit, Action<T> action) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = nanosOf(limit);
                checkOpen();
                while (!values.keySet().containsAll(keys)) {
                    if (left <= 0) {
                        throw timedOut(keys, limit);
                    }
                    left = changed.awaitNanos(left);
                    checkOpen();
                }
                return action.on(values);
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private void checkOpen() {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
        }

        private RendezvousTimeoutException timedOut(List<String> keys, Duration limit) {
            TreeSet<String> missing = new TreeSet<>(keys);
            missing.removeAll(values.keySet());
            return new RendezvousTimeoutException("no value for " + missing + " after " + limit, missing);
        }

        private static long nanosOf(Duration duration) {
            try {
                return duration.toNanos();
            } catch (ArithmeticException tooLong) {
                return Long.MAX_VALUE;
            }
        }
    }
}
