package dev.rendezvous.zookeeper;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.jspecify.annotations.Nullable;

/**
 * A session, which the service knows by its id. One client at a time speaks for it, and only on one connection: a client that has lost its
 * connection pauses before it makes another, and gives the session up by its own clock, so a new one takes its place, which goes on with
 * the session or learns from the service that it has ended. Thread-safe; no method blocks, except {@link #stop}.
 */
final class Session {

    private static final int PASSWORD_BYTES = 16;

    private final ZookeeperSettings settings;
    private final Duration wanted;
    private final Executor worker;
    private final Consumer<Session> lost;
    private long id;
    private byte[] password = new byte[PASSWORD_BYTES];
    private Duration ttl;
    private @Nullable Client client;
    private CompletableFuture<Client> connected = new CompletableFuture<>();
    private int failedAttempts;
    private boolean paused;
    private boolean ended;
    private boolean leased;

    /**
     * Makes a session that is opened when its client is first asked for.
     *
     * @param wanted the time-out to ask for
     * @param worker where clients are stopped
     * @param lost is told when the session has ended or has lost its connection; not when it could not be connected
     */
    Session(ZookeeperSettings settings, Duration wanted, Executor worker, Consumer<Session> lost) {
        this.settings = settings;
        this.wanted = wanted;
        this.ttl = wanted;
        this.worker = worker;
        this.lost = lost;
    }

    /** {@return the client of this session, connected} Fails with {@code SessionExpired} once the service has said so. */
    synchronized CompletableFuture<Client> client() {
        if (ended) {
            return CompletableFuture.failedFuture(new KeeperException.SessionExpiredException());
        }
        if (client == null) {
            paused = false;
            failedAttempts = 0;
            connected = new CompletableFuture<>();
            connect(connected);
        }
        return connected;
    }

    private void connect(CompletableFuture<Client> attempt) {
        try {
            client = new Client(settings, (int) wanted.toMillis(), id, password, event -> onState(attempt, event));
        } catch (IOException e) {
            attempt.completeExceptionally(e);
            return;
        }
        // A client that has no contact for longer than the session lives takes the session for ended, without having
        // been told.
        long most = id == 0 ? Long.MAX_VALUE : ttl.toNanos();
        CompletableFuture<Client> unused = attempt.orTimeout(
                        Math.min(settings.patience().toNanos(), most), TimeUnit.NANOSECONDS)
                .whenComplete((found, failure) -> {
                    if (failure != null) {
                        drop(attempt);
                    }
                });
    }

    private void onState(CompletableFuture<Client> attempt, WatchedEvent event) {
        switch (event.getState()) {
            case SyncConnected -> {
                Client found = noteConnected(attempt);
                if (found != null) {
                    attempt.complete(found);
                }
            }
            case AuthFailed -> attempt.completeExceptionally(new KeeperException.AuthFailedException());
            case Disconnected, Expired -> {
                boolean wasConnected = attempt.isDone();
                if (noteLost(attempt, event.getState() == KeeperState.Expired)) {
                    attempt.completeExceptionally(loss());
                    if (wasConnected || isEnded()) {
                        lost.accept(this);
                    }
                }
            }
            default -> {}
        }
    }

    private synchronized @Nullable Client noteConnected(CompletableFuture<Client> attempt) {
        if (attempt != connected || client == null) {
            return null;
        }
        id = client.getSessionId();
        password = client.getSessionPasswd();
        ttl = Duration.ofMillis(client.getSessionTimeout());
        return client;
    }

    /** {@return whether a connection is lost, or none can be made: each server is tried once} */
    private synchronized boolean noteLost(CompletableFuture<Client> attempt, boolean expired) {
        if (attempt != connected || client == null) {
            return false;
        }
        ended = expired && client.hasEnded();
        failedAttempts++;
        boolean isOver = ended
                || attempt.isDone()
                || failedAttempts >= settings.servers().size();
        if (isOver) {
            drop(attempt);
        }
        return isOver;
    }

    private KeeperException loss() {
        return isEnded()
                ? new KeeperException.SessionExpiredException()
                : new KeeperException.ConnectionLossException();
    }

    private synchronized void drop(CompletableFuture<Client> attempt) {
        if (attempt == connected && client != null) {
            worker.execute(client::stop);
            client = null;
        }
    }

    /** Stops the client. The session ends when its time-out has passed, unless a client is asked for before. */
    synchronized void pause() {
        paused = true;
        drop(connected);
    }

    /** Stops the client for good. Blocks until its threads are about to end. */
    void stop() {
        Client last;
        synchronized (this) {
            last = client;
            client = null;
            ended = true;
        }
        connected.completeExceptionally(new KeeperException.ConnectionLossException());
        if (last != null) {
            last.stop();
        }
    }

    /**
     * Ends the session; may be called again.
     *
     * @return completes when the service has confirmed that the session has ended
     */
    CompletableFuture<Boolean> end() {
        if (isEnded() || neverOpened()) {
            return CompletableFuture.completedFuture(true);
        }
        return client().thenCompose(Client::endSession).handle((answered, failure) -> {
            if (failure == null || Failures.cause(failure) instanceof KeeperException.SessionExpiredException) {
                forget();
                return true;
            }
            drop(connected());
            throw Failures.wrapped(failure);
        });
    }

    private synchronized CompletableFuture<Client> connected() {
        return connected;
    }

    private synchronized boolean neverOpened() {
        ended = id == 0 && client == null;
        return ended;
    }

    private void forget() {
        synchronized (this) {
            ended = true;
            client = null;
        }
        lost.accept(this);
    }

    /** {@return whether a client of this session is there} */
    synchronized boolean isOpen() {
        return !ended && client != null;
    }

    /** {@return whether the client was stopped on purpose, and no other asked for since} */
    synchronized boolean isPaused() {
        return paused;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** {@return the session time-out as granted} */
    synchronized Duration ttl() {
        return ttl;
    }

    synchronized long id() {
        return id;
    }

    /** {@return whether this session, not yet a lease, becomes one} */
    synchronized boolean lend(Duration asked) {
        if (leased || !wanted.equals(asked) || !isOpen()) {
            return false;
        }
        leased = true;
        return true;
    }

    synchronized boolean isLeased() {
        return leased;
    }
}
