package dev.rendezvous.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.store.RoundCells.Change;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store of a round in the cells of its coordination space, below {@code kv/<token>/}. An update is a conditional write that is
 * repeated when another node came between. Where the reads of a space may be old (C4), so may those of this store.
 *
 * <p>A call waits for one answer of the service as long as the request time-out says. A call that waits for keys also outlasts a
 * service that does not answer for a while.
 */
public final class RoundStore implements Store {

    private static final byte[] ABSENT_MATCHES = {};

    private final RoundCells cells;
    private final RoundWaiting waiting;
    private final Duration timeout;
    private final Runnable close;

    private RoundStore(RoundCells cells, RoundWaiting waiting, Duration timeout, Runnable close) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("time-out of a store: expected 0 or more, but got " + timeout);
        }
        this.cells = cells;
        this.waiting = waiting;
        this.timeout = timeout;
        this.close = close;
    }

    /**
     * Opens the store of a round. Nothing is sent before its first call. The space stays open when the store is closed.
     *
     * @param space the space of the run
     * @param token the token of the round
     * @param linger how long a key outlives its last write or touch
     * @param requestTimeout how long to wait for one answer of the service
     * @param timeout how long to wait for a key
     * @return the store
     */
    public static Store open(
            CoordinationSpace space, long token, Duration linger, Duration requestTimeout, Duration timeout) {
        RoundKeys keys = new RoundKeys(token, space.maxValueBytes());
        RoundRequests requests = new RoundRequests("the store of the round with token " + token, requestTimeout);
        RoundCells cells = new RoundCells(space, keys, requests, linger);
        RoundWatch watch = new RoundWatch(space, keys.prefix());
        return new RoundStore(cells, new RoundWaiting(cells, requests, watch), timeout, () -> {
            requests.close();
            watch.close();
        });
    }

    @Override
    public void set(String key, byte[] value) throws InterruptedException {
        byte[] copy = value.clone();
        cells.update(key, current -> new Change<>(Optional.of(copy), true));
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        Map<String, Entry> found = waiting.await(List.of(key), timeout);
        return cells.value(key, found.values().iterator().next());
    }

    @Override
    public Optional<byte[]> find(String key) throws InterruptedException {
        return cells.find(key).map(entry -> cells.value(key, entry));
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        return cells.<Long>update(key, current -> {
            long sum = current.map(value -> number(key, value)).orElse(0L) + delta;
            boolean leave = current.isPresent() && delta == 0;
            return new Change<>(leave ? Optional.empty() : Optional.of(text(sum)), sum);
        });
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        byte[] old = expected.clone();
        byte[] replacement = desired.clone();
        return cells.update(
                key,
                known(key, old),
                current -> matches(current, old)
                        ? new Change<>(Optional.of(replacement), replacement)
                        : new Change<>(Optional.empty(), current.orElse(old)));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        byte[] old = expected.clone();
        byte[] replacement = desired.clone();
        return cells.update(
                key,
                known(key, old),
                current -> matches(current, old)
                        ? new Change<>(Optional.of(replacement), true)
                        : new Change<>(Optional.empty(), false));
    }

    /** An expectation that an absent key would not match is not worth a write that takes the key to be absent. */
    private Optional<Entry> known(String key, byte[] expected) throws InterruptedException {
        return expected.length == 0 ? Optional.empty() : cells.find(key);
    }

    private static boolean matches(Optional<byte[]> current, byte[] expected) {
        return Arrays.equals(current.orElse(ABSENT_MATCHES), expected);
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        return waiting.areThereTogether(List.copyOf(keys));
    }

    @Override
    public void await(Collection<String> keys, Duration limit) throws InterruptedException {
        waiting.await(List.copyOf(keys), limit);
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        return cells.delete(key);
    }

    @Override
    public long size() throws InterruptedException {
        return cells.size();
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Store withTimeout(Duration other) {
        return new RoundStore(cells, waiting, other, () -> {});
    }

    @Override
    public void close() {
        close.run();
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    private static long number(String key, byte[] value) {
        try {
            return Long.parseLong(new String(value, UTF_8));
        } catch (NumberFormatException e) {
            throw new RendezvousStateException("key " + key + ": expected a decimal number, but got other text", e);
        }
    }
}
