package dev.rendezvous.tcpstore.client;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.connect.Connector;
import dev.rendezvous.tcpstore.client.connect.HostLookup;
import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.client.request.Reply;
import dev.rendezvous.tcpstore.client.request.Unconfirmed;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import dev.rendezvous.tcpstore.client.transport.LeasedException;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client: one that all its threads share, and one more for each thread that waits for keys, as long as it
 * does. A client of one thread has one connection, which it uses for both by turns.
 *
 * <p>All requests but WAIT go over the shared connection, one after the other, and another one takes its place only when no
 * request on it is open. So what a thread sees agrees with what all threads of this client did before.
 */
final class Connections implements Closeable {

    private static final System.Logger LOGGER = System.getLogger(Connections.class.getName());

    private static final int KEPT_IDLE = 4;
    private static final int TRIES = 3;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final ClientSettings settings;
    private final Connector connector;
    private final CallWriter calls;
    private final FailureClassifier failures;
    private final Set<ClientConnection> all = ConcurrentHashMap.newKeySet();

    /** Held by the one that makes a new shared connection. */
    private final ReentrantLock connecting = new ReentrantLock();

    private final AtomicLong failedAttempts = new AtomicLong();
    private volatile String lastFailure = "";

    /** Held for moments. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<ClientConnection> idle = new ArrayDeque<>();
    private volatile @Nullable ClientConnection shared;
    private volatile boolean reached;
    private volatile boolean closed;

    private Connections(ClientSettings settings, Connector connector) {
        this.settings = settings;
        this.connector = connector;
        this.calls = new CallWriter(settings.dialect());
        this.failures = new FailureClassifier(settings.endpoint(), () -> closed);
    }

    /**
     * {@return the connections of a new client, none so far}
     *
     * @param resolver what knows the addresses of the server's host
     */
    static Connections of(ClientSettings settings, HostLookup.Resolver resolver) {
        HostLookup lookup = new HostLookup(settings.endpoint().host(), resolver);
        return new Connections(settings, new Connector(settings, lookup, new Random()));
    }

    /** What is done with a connection. */
    private interface Use<T> {
        T of(ClientConnection connection) throws BrokenConnectionException, LeasedException, InterruptedException;
    }

    /** Sends a request over the shared connection and returns its answer; over another one if it breaks and that does no harm. */
    <T> T call(Call call, Reply<T> reply, CallTimeout callTimeout) throws InterruptedException {
        return call(call, reply, callTimeout, () -> {});
    }

    <T> T call(Call call, Reply<T> reply, CallTimeout callTimeout, FailureClassifier.Suspicion suspicion)
            throws InterruptedException {
        return onShared(
                call, callTimeout, suspicion, connection -> connection.call(call, reply, callTimeout.answerDeadline()));
    }

    /** Sends a request that has no answer over the shared connection. */
    void send(Call call, CallTimeout callTimeout) throws InterruptedException {
        onShared(call, callTimeout, () -> {}, connection -> {
            connection.send(call, callTimeout.answerDeadline());
            return true;
        });
    }

    private <T> T onShared(Call call, CallTimeout callTimeout, FailureClassifier.Suspicion suspicion, Use<T> use)
            throws InterruptedException {
        int tries = 0;
        while (true) {
            ClientConnection connection = sharedFor(call, callTimeout);
            try {
                return use.of(connection);
            } catch (LeasedException takenMeanwhile) {
                Thread.onSpinWait();
            } catch (BrokenConnectionException e) {
                tries++;
                remove(connection);
                failures.settle(connection, call, suspicion, e);
                if (tries == TRIES || callTimeout.isOver()) {
                    throw FailureClassifier.withoutSending(
                            call,
                            new RendezvousConnectionException(
                                    ClientMessages.broken(settings.endpoint(), call, e, tries), e));
                }
            }
        }
    }

    /** {@return the shared connection} If there is none, an update has not been sent: it is sent at most once. */
    private ClientConnection sharedFor(Call call, CallTimeout callTimeout) throws InterruptedException {
        try {
            checkOpen();
            return shared(callTimeout);
        } catch (RendezvousConnectionException e) {
            throw FailureClassifier.withoutSending(call, e);
        } catch (InterruptedException e) {
            throw call.isUpdate() ? new InterruptedException(ClientMessages.interruptedBefore(call)) : e;
        }
    }

    /**
     * Makes sure that the caller is the only one to use a connection, until it is given back or discarded.
     *
     * @return a connection that no other thread uses
     */
    ClientConnection lease(CallTimeout callTimeout) throws InterruptedException {
        Optional<ClientConnection> spare = leaseSpare();
        if (spare.isPresent()) {
            return spare.get();
        }
        ClientConnection connection = connect(callTimeout);
        connection.takeLease();
        return connection;
    }

    void giveBack(ClientConnection connection) {
        lock.lock();
        try {
            if (shared == null && !closed) {
                makeShared(connection);
                return;
            }
            // Its lease goes on, since a thread may still know it from the time when it was shared.
            if (idle.size() < KEPT_IDLE && !closed) {
                idle.push(connection);
                return;
            }
        } finally {
            lock.unlock();
        }
        discard(connection);
    }

    void discard(ClientConnection connection) {
        connection.breakDown(new IOException("the connection is not needed any more"));
        all.remove(connection);
    }

    /** {@return a connection that no other thread gets; the caller discards it} */
    ClientConnection connect(CallTimeout callTimeout) throws InterruptedException {
        checkOpen();
        ClientConnection connection = connector.connect(callTimeout.connectTimeout(usualTime()));
        reached = true;
        all.add(connection);
        if (closed) {
            discard(connection);
        }
        checkOpen();
        return connection;
    }

    /** {@return how long the server is tried, unless the call must end earlier} */
    private Duration usualTime() {
        return reached ? settings.reconnectTimeout() : settings.connectTimeout();
    }

    private ClientConnection shared(CallTimeout callTimeout) throws InterruptedException {
        ClientConnection connection = shared;
        return connection != null && !connection.isStale() ? connection : newShared(callTimeout);
    }

    private ClientConnection newShared(CallTimeout callTimeout) throws InterruptedException {
        long failuresBefore = failedAttempts.get();
        if (!connecting.tryLock(callTimeout.left(), TimeUnit.NANOSECONDS)) {
            throw new RendezvousConnectionException(ClientMessages.stillConnecting(settings.endpoint()));
        }
        try {
            Optional<ClientConnection> present = presentShared();
            if (present.isPresent()) {
                return present.get();
            }
            if (failedAttempts.get() != failuresBefore) {
                // Another thread has just tried for all the time there is.
                throw new RendezvousConnectionException(lastFailure);
            }
            ClientConnection made = connectNoting(callTimeout);
            giveBack(made);
            // It may have broken at once, which its user finds out as at any other moment.
            return presentShared().orElse(made);
        } finally {
            connecting.unlock();
        }
    }

    private ClientConnection connectNoting(CallTimeout callTimeout) throws InterruptedException {
        Duration usual = usualTime();
        boolean isWholeTime = callTimeout.connectTimeout(usual).compareTo(usual) >= 0;
        try {
            return connect(callTimeout);
        } catch (RendezvousConnectionException e) {
            // Threads that have more time than this one go on.
            if (isWholeTime) {
                lastFailure = String.valueOf(e.getMessage());
                failedAttempts.incrementAndGet();
            }
            throw e;
        }
    }

    /** {@return the shared connection, or an idle one that becomes it} */
    private Optional<ClientConnection> presentShared() {
        checkOpen();
        ClientConnection connection = shared;
        if (connection != null && !connection.isUsable()) {
            remove(connection);
            Unconfirmed.Doubt doubt = connection.takeDoubt();
            if (!doubt.isNone()) {
                throw FailureClassifier.unknown(settings.endpoint(), doubt, connection.reason());
            }
        }
        lock.lock();
        try {
            while (shared == null && !idle.isEmpty()) {
                ClientConnection next = idle.pop();
                if (!next.isStale()) {
                    makeShared(next);
                }
            }
            return Optional.ofNullable(shared);
        } finally {
            lock.unlock();
        }
    }

    private void makeShared(ClientConnection connection) {
        connection.endLease();
        shared = connection;
    }

    private Optional<ClientConnection> leaseSpare() {
        lock.lock();
        try {
            checkOpen();
            ClientConnection connection = shared;
            if (connection != null && connection.tryLease()) {
                shared = null;
                return Optional.of(connection);
            }
            while (!idle.isEmpty()) {
                ClientConnection next = idle.pop();
                if (!next.isStale()) {
                    next.takeLease();
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void remove(ClientConnection connection) {
        lock.lock();
        try {
            if (shared == connection) {
                shared = null;
            }
        } finally {
            lock.unlock();
        }
        all.remove(connection);
    }

    void checkOpen() {
        if (closed) {
            throw new IllegalStateException(closedText());
        }
    }

    private String closedText() {
        return ClientMessages.closed(settings.endpoint());
    }

    /** {@return whether the server is one of ours, as the latest connection told; connects if there is none} */
    boolean isServerOurs(CallTimeout callTimeout) throws InterruptedException {
        return shared(callTimeout).isOurs();
    }

    /** Disables connecting. Open connections stay open. */
    void stopConnecting() {
        connector.close();
    }

    /** {@return whether a request could be sent without connecting first} */
    boolean isConnected() {
        ClientConnection connection = shared;
        return connection != null && !connection.isStale();
    }

    /** Makes the first connection, if none is there. */
    void open() throws InterruptedException {
        shared(settings.callTimeout(settings.timeout()));
    }

    /** Ends all calls and closes all connections; but first makes sure that what was sent without an answer has arrived. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        ClientConnection last = shared;
        if (last != null && last.hasUnconfirmed()) {
            confirm(last);
        }
        connector.close();
        for (ClientConnection connection : all) {
            connection.breakDown(new IllegalStateException(closedText()));
        }
    }

    private void confirm(ClientConnection connection) {
        boolean interrupted = Thread.interrupted();
        try {
            connection.call(calls.check(List.of()), Replies.ZERO_OR_ONE, Deadline.after(FAREWELL));
        } catch (BrokenConnectionException | LeasedException e) {
            tell(connection.takeDoubt(), e);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs what is in doubt, unless a call is about to be told. */
    private void tell(Unconfirmed.Doubt doubt, Throwable cause) {
        if (!doubt.isNone()) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    () -> ClientMessages.unknownOutcome(settings.endpoint(), doubt, cause));
        }
    }
}
