package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.client.request.Value;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import dev.rendezvous.tcpstore.client.transport.LeasedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in one round trip, and without waiting for them.
 *
 * <p>A GET cannot say that a key does not exist: some servers answer with an empty value then, and some close the connection.
 *
 * <p>A server that answers gets two requests at once: whether the key exists, and its value. A server that closes gets one request: to
 * compare the value with a mark that no client uses, and to set the mark if both are the same. It answers with the value, or with the
 * mark if the key does not exist, and changes nothing.
 *
 * <p>The second way works with all servers, but PyTorch's libuv server wakes the clients that wait for a key that does not exist. So with
 * servers that answer it is used only if the key exists and its value is empty, which may also be a key that was deleted between the
 * two requests. A client that is woken without need looks, and waits on.
 */
final class ValueReader {

    private final ClientSettings settings;
    private final Connections connections;
    private final CallWriter calls;
    private final Replies replies;
    private final byte[] mark = UUID.randomUUID().toString().getBytes(ISO_8859_1);
    private volatile @Nullable Boolean answersMissing;

    ValueReader(ClientSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.calls = new CallWriter(settings.dialect());
        this.replies = new Replies(settings.limits());
    }

    /** {@return the value of the key; empty if the key is not there} */
    Optional<Value> read(Key key, CallTimeout callTimeout) throws InterruptedException {
        return answersMissing(callTimeout) ? checkAndGet(key, callTimeout) : compareWithMark(key, callTimeout);
    }

    private Optional<Value> checkAndGet(Key key, CallTimeout callTimeout) throws InterruptedException {
        Replies.Found found = connections.call(calls.checkAndGet(key), replies.checkAndValue(), callTimeout);
        if (!found.value().isEmpty()) {
            return Optional.of(found.value());
        }
        // Another client may have deleted the key between the two requests, and then the value was not empty but
        // missing.
        boolean there = found.there() && connections.call(calls.check(List.of(key)), Replies.ZERO_OR_ONE, callTimeout);
        return there ? compareWithMark(key, callTimeout) : Optional.empty();
    }

    private Optional<Value> compareWithMark(Key key, CallTimeout callTimeout) throws InterruptedException {
        Value value = connections.call(calls.read(key, mark), replies.value(), callTimeout);
        return value.is(mark) ? Optional.empty() : Optional.of(value);
    }

    /** Finds out at the first read, on connections that are thrown away. */
    private boolean answersMissing(CallTimeout callTimeout) throws InterruptedException {
        Boolean known = answersMissing;
        if (known == null) {
            known = settings.dialect() != Dialect.LEGACY_1_13 && answersOneOfTwo(callTimeout);
            answersMissing = known;
        }
        return known;
    }

    /** A connection may break for other reasons too, but hardly twice. */
    private boolean answersOneOfTwo(CallTimeout callTimeout) throws InterruptedException {
        boolean first = answersMissingKey(callTimeout);
        return first || answersMissingKey(callTimeout);
    }

    private boolean answersMissingKey(CallTimeout callTimeout) throws InterruptedException {
        Key missing = Key.of("rendezvous/never set/" + UUID.randomUUID());
        ClientConnection connection = connections.connect(callTimeout);
        try {
            return connection
                    .call(calls.bareGet(missing), replies.value(), callTimeout.answerDeadline())
                    .isEmpty();
        } catch (BrokenConnectionException e) {
            connections.checkOpen();
            return false;
        } catch (LeasedException e) {
            throw new IllegalStateException("no other thread has the connection yet", e);
        } finally {
            connections.discard(connection);
        }
    }
}
