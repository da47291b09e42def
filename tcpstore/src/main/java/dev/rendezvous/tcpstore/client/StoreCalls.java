package dev.rendezvous.tcpstore.client;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.connect.StoreView;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.KeysReply;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.client.request.RequestChecks;
import dev.rendezvous.tcpstore.client.request.Value;
import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.Counter;
import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The calls of a store, each made of requests to its server. Each takes the view of the caller. */
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

    void set(String key, byte[] value, StoreView view) throws InterruptedException {
        Key checked = checks.keyFor(key, view.prefix(), value);
        begin();
        connections.send(requests.set(checked, value), settings.callTimeout(view));
    }

    byte[] get(String key, StoreView view) throws InterruptedException {
        Key checked = checks.key(key, view.prefix());
        Deadline deadline = waitUpTo(view.timeout(), view);
        CallTimeout callTimeout = settings.callTimeoutUpTo(view.timeout(), view);
        begin();
        Optional<Value> value = values.read(checked, callTimeout);
        while (value.isEmpty()) {
            missing.await(List.of(checked), deadline, view.timeout(), callTimeout);
            value = values.read(checked, callTimeout);
        }
        return value.get().bytes();
    }

    Optional<byte[]> find(String key, StoreView view) throws InterruptedException {
        Key checked = checks.key(key, view.prefix());
        begin();
        return values.read(checked, settings.callTimeout(view)).map(Value::bytes);
    }

    long add(String key, long delta, StoreView view) throws InterruptedException {
        Key checked = checks.key(key, view.prefix());
        CallTimeout callTimeout = settings.callTimeout(view);
        begin();
        return connections.call(
                requests.add(checked, delta), Replies.NUMBER, callTimeout, () -> checkIsNumber(checked, callTimeout));
    }

    byte[] compareAndSet(String key, byte[] expected, byte[] desired, StoreView view) throws InterruptedException {
        Key checked = checks.keyFor(key, view.prefix(), expected, desired);
        begin();
        return connections
                .call(requests.compareAndSet(checked, expected, desired), replies.value(), settings.callTimeout(view))
                .bytes();
    }

    /**
     * A server of ours answers whether it set the key. PyTorch's answer cannot tell a value that was set from one that was the desired
     * one before, so there the value is looked at first. Another client may set the desired value in between.
     */
    boolean replace(String key, byte[] expected, byte[] desired, StoreView view) throws InterruptedException {
        Key checked = checks.keyFor(key, view.prefix(), expected, desired);
        CallTimeout callTimeout = settings.callTimeout(view);
        begin();
        if (connections.isServerOurs(callTimeout)) {
            return connections.call(requests.replace(checked, expected, desired), Replies.ZERO_OR_ONE, callTimeout);
        }
        Optional<Value> present = values.read(checked, callTimeout);
        byte[] found = present.map(Value::bytes).orElse(ABSENT_MATCHES);
        return Arrays.equals(found, expected) && Arrays.equals(compareAndSet(key, expected, desired, view), desired);
    }

    boolean contains(Collection<String> keys, StoreView view) throws InterruptedException {
        List<Key> checked = checks.keys(keys, view.prefix());
        begin();
        return connections.call(requests.check(checked), Replies.ZERO_OR_ONE, settings.callTimeout(view));
    }

    void await(Collection<String> keys, Duration limit, StoreView view) throws InterruptedException {
        List<Key> checked = checks.keys(keys, view.prefix());
        Deadline deadline = waitUpTo(limit, view);
        CallTimeout callTimeout = settings.callTimeoutUpTo(limit, view);
        begin();
        while (!connections.call(requests.check(checked), Replies.ZERO_OR_ONE, callTimeout)) {
            missing.await(checked, deadline, limit, callTimeout);
        }
    }

    boolean delete(String key, StoreView view) throws InterruptedException {
        Key checked = checks.key(key, view.prefix());
        begin();
        return connections.call(requests.delete(checked), Replies.DONE, settings.callTimeout(view));
    }

    long size(StoreView view) throws InterruptedException {
        begin();
        return connections.call(requests.size(), Replies.COUNT, settings.callTimeout(view));
    }

    /**
     * {@return the keys that are there, sorted}
     *
     * @throws IllegalStateException if the dialect has no such request
     */
    List<String> keys(StoreView view) throws InterruptedException {
        if (!Operation.LIST_KEYS.isIn(settings.dialect())) {
            throw new IllegalStateException(ClientMessages.cannotListKeys(settings.dialect()));
        }
        begin();
        return connections
                .call(requests.listKeys(), new KeysReply(settings.limits()), settings.callTimeout(view))
                .stream()
                .map(Key::textOf)
                .flatMap(Optional::stream)
                .filter(key -> key.startsWith(view.prefix()))
                .map(key -> key.substring(view.prefix().length()))
                .sorted()
                .toList();
    }

    /** A server closes the connection when it must add to a value that is not a number. */
    private void checkIsNumber(Key key, CallTimeout callTimeout) throws InterruptedException {
        Optional<Value> value = values.read(key, callTimeout);
        if (value.isPresent() && Counter.parse(Bytes.of(value.get().bytes())).isEmpty()) {
            throw new RendezvousStateException(ClientMessages.notANumber(settings.endpoint(), key.text()));
        }
    }

    /** A wait ends with its own time-out or with the view, whichever comes first. */
    private static Deadline waitUpTo(Duration limit, StoreView view) {
        return view.end().map(end -> end.butAtMost(limit)).orElseGet(() -> Deadline.after(limit));
    }

    /** A call of an interrupted thread does not begin, so that it has changed nothing. */
    private static void begin() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before anything was sent");
        }
    }
}
