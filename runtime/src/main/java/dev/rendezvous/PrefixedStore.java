package dev.rendezvous;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A view of a store under a prefix. */
record PrefixedStore(Store store, String prefix) implements Store {

    @Override
    public void set(String key, byte[] value) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        store.set(prefixed(key), value);
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        try {
            return store.get(prefixed(key));
        } catch (RendezvousTimeoutException e) {
            throw withoutPrefix(e);
        }
    }

    @Override
    public Optional<byte[]> find(String key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return store.find(prefixed(key));
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return store.add(prefixed(key), delta);
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(desired, "desired");
        return store.compareAndSet(prefixed(key), expected, desired);
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(desired, "desired");
        return store.replace(prefixed(key), expected, desired);
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        Objects.requireNonNull(keys, "keys");
        return store.contains(prefixed(keys));
    }

    @Override
    public void await(Collection<String> keys, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(timeout, "timeout");
        try {
            store.await(prefixed(keys), timeout);
        } catch (RendezvousTimeoutException e) {
            throw withoutPrefix(e);
        }
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return store.delete(prefixed(key));
    }

    @Override
    public long size() throws InterruptedException {
        return store.size();
    }

    @Override
    public Duration timeout() {
        return store.timeout();
    }

    @Override
    public Store withTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return new PrefixedStore(store.withTimeout(timeout), prefix);
    }

    @Override
    public void close() {}

    /** The caller compares the missing keys with the keys that it asked for. */
    private RendezvousTimeoutException withoutPrefix(RendezvousTimeoutException e) {
        int length = prefixed("").length();
        List<String> missing =
                e.missing().stream().map(key -> key.substring(length)).toList();
        RendezvousTimeoutException own = new RendezvousTimeoutException(String.valueOf(e.getMessage()), missing);
        own.initCause(e);
        return own;
    }

    private String prefixed(String key) {
        return prefix + "/" + key;
    }

    private List<String> prefixed(Collection<String> keys) {
        return keys.stream().map(this::prefixed).toList();
    }
}
