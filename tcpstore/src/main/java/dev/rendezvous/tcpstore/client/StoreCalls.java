package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.Counter;
import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The calls of a store, each made of requests to its server. Those that wait for an answer take the time-out of the caller. */
final class StoreCalls {

    private static final byte[] ABSENT_MATCHES = {};

    private final ClientSettings settings;
    private final Connections connections;
    private final RequestChecks checks;
    private final CallWriter requests;
    private final Replies replies;
    private final ValueReader values;
    private final MissingKeys missing;

    StoreCalls(ClientSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.checks = new RequestChecks(settings.limits());
        this.requests = new CallWriter(settings.dialect());
        this.replies = new Replies(settings.limits());
        this.values = new ValueReader(settings, connections);
        this.missing = new MissingKeys(settings, connections);
    }

    void set(String key, byte[] value, Duration timeout) throws InterruptedException {
        Key checked = checks.keyFor(key, value);
        begin();
        connections.send(requests.set(checked, value), settings.callTimeout(timeout));
    }

    byte[] get(String key, Duration timeout) throws InterruptedException {
        Key checked = checks.key(key);
        Deadline deadline = Deadline.after(timeout);
        CallTimeout callTimeout = settings.callTimeoutUpTo(timeout);
        begin();
        Optional<Value> value = values.read(checked, callTimeout);
        while (value.isEmpty()) {
            missing.await(List.of(checked), deadline, timeout, callTimeout);
            value = values.read(checked, callTimeout);
        }
        return value.get().bytes();
    }

    Optional<byte[]> find(String key, Duration timeout) throws InterruptedException {
        Key checked = checks.key(key);
        begin();
        return values.read(checked, settings.callTimeout(timeout)).map(Value::bytes);
    }

    long add(String key, long delta, Duration timeout) throws InterruptedException {
        Key checked = checks.key(key);
        CallTimeout callTimeout = settings.callTimeout(timeout);
        begin();
        return connections.call(
                requests.add(checked, delta), Replies.NUMBER, callTimeout, () -> checkIsNumber(checked, callTimeout));
    }

    byte[] compareAndSet(String key, byte[] expected, byte[] desired, Duration timeout) throws InterruptedException {
        Key checked = checks.keyFor(key, expected, desired);
        begin();
        return connections
                .call(
                        requests.compareAndSet(checked, expected, desired),
                        replies.value(),
                        settings.callTimeout(timeout))
                .bytes();
    }

    /**
     * The answer of the protocol cannot tell a set from a value that was the desired one before. So the value is looked at first
     * where the two differ.
     */
    boolean replace(String key, byte[] expected, byte[] desired, Duration timeout) throws InterruptedException {
        if (!Arrays.equals(expected, desired)) {
            Optional<byte[]> present = find(key, timeout);
            if (!Arrays.equals(present.orElse(ABSENT_MATCHES), expected)) {
                return false;
            }
        }
        return Arrays.equals(compareAndSet(key, expected, desired, timeout), desired);
    }

    boolean contains(Collection<String> keys, Duration timeout) throws InterruptedException {
        List<Key> checked = checks.keys(keys);
        begin();
        return connections.call(requests.check(checked), Replies.ZERO_OR_ONE, settings.callTimeout(timeout));
    }

    void await(Collection<String> keys, Duration limit) throws InterruptedException {
        List<Key> checked = checks.keys(keys);
        Deadline deadline = Deadline.after(limit);
        CallTimeout callTimeout = settings.callTimeoutUpTo(limit);
        begin();
        while (!connections.call(requests.check(checked), Replies.ZERO_OR_ONE, callTimeout)) {
            missing.await(checked, deadline, limit, callTimeout);
        }
    }

    boolean delete(String key, Duration timeout) throws InterruptedException {
        Key checked = checks.key(key);
        begin();
        return connections.call(requests.delete(checked), Replies.DONE, settings.callTimeout(timeout));
    }

    long size(Duration timeout) throws InterruptedException {
        begin();
        return connections.call(requests.size(), Replies.COUNT, settings.callTimeout(timeout));
    }

    /**
     * {@return the keys that are there, sorted}
     *
     * @throws IllegalStateException if the dialect has no such request
     */
    List<String> keys(Duration timeout) throws InterruptedException {
        if (!Operation.LIST_KEYS.isIn(settings.dialect())) {
            throw ClientMessages.cannotListKeys(settings.dialect());
        }
        begin();
        return connections.call(requests.listKeys(), replies.keys(), settings.callTimeout(timeout)).stream()
                .map(Key::textOf)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    /** A server closes the connection when it is to add to what is no number. */
    private void checkIsNumber(Key key, CallTimeout callTimeout) throws InterruptedException {
        Optional<Value> value = values.read(key, callTimeout);
        if (value.isPresent() && Counter.parse(Bytes.of(value.get().bytes())).isEmpty()) {
            throw ClientMessages.notANumber(settings.endpoint(), key.text());
        }
    }

    /** A call of an interrupted thread does not begin, so that it has surely changed nothing. */
    private static void begin() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before anything was sent");
        }
    }
}
