package dev.rendezvous.zookeeper;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.zookeeper.KeeperException;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a space, and which of them it uses. All that has no lease goes through the session of the newest lease while that has a
 * client, else through one without a lease: one connection a node, and the order of one session. A session that takes over first reads as
 * new as the one before it, and has its watches; calls wait for that. Thread-safe; no method blocks, except {@link #close}.
 */
final class Sessions implements AutoCloseable {

    private static final long REOPEN_MILLIS = 500;
    private static final long CLOSE_MILLIS = 500;

    private final ZookeeperSettings settings;
    private final ScheduledExecutorService worker;
    private final Watches watches;
    private final Function<Client, CompletableFuture<?>> greeting;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private @Nullable Session used;
    private CompletableFuture<Client> ready = CompletableFuture.failedFuture(new IllegalStateException("not opened"));
    private boolean hasRead;
    private boolean closed;

    /**
     * Makes sessions; none is opened before the first call.
     *
     * @param greeting what to ask on a new connection; if it fails, the session is not used
     */
    Sessions(
            ZookeeperSettings settings,
            ScheduledExecutorService worker,
            Watches watches,
            Function<Client, CompletableFuture<?>> greeting) {
        this.settings = settings;
        this.worker = worker;
        this.watches = watches;
        this.greeting = greeting;
    }

    /** {@return the client for all that has no lease} */
    CompletableFuture<Client> current() {
        Session session;
        synchronized (this) {
            if (isUsable()) {
                return ready;
            }
            session = used == null || used.isEnded() || used.isPaused() ? create(settings.lease()) : used;
        }
        return use(session);
    }

    /**
     * {@return a session for a lease: the one in use if it fits and is not lent, else a new one, which is used from then on} The leader
     * has just confirmed a new one, and is asked about one that was there.
     */
    CompletableFuture<Session> lease(Duration ttl) {
        Session session;
        boolean isNew;
        synchronized (this) {
            isNew = !(isUsable() && used != null && used.lend(ttl));
            session = isNew || used == null ? create(ttl) : used;
        }
        CompletableFuture<?> confirming = isNew ? use(session) : use(session).thenCompose(Client::synchronize);
        return confirming.handle((confirmed, failure) -> {
            if (failure != null) {
                CompletableFuture<Boolean> unused = session.end();
                throw Failures.wrapped(failure);
            }
            session.lend(ttl);
            return session;
        });
    }

    /** {@return the client of a session, which is used for all from then on} */
    CompletableFuture<Client> use(Session session) {
        CompletableFuture<Client> next = new CompletableFuture<>();
        CompletableFuture<Client> before;
        Session old;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("this space is closed"));
            }
            if (session.isEnded()) {
                return CompletableFuture.failedFuture(new KeeperException.SessionExpiredException());
            }
            if (session == used && isUsable()) {
                return ready;
            }
            before = ready;
            old = used;
            used = session;
            ready = next;
        }
        CompletableFuture<Client> unused = before.handle((client, failure) -> true)
                .thenCompose(settled -> session.client())
                .thenCompose(this::prepare)
                .whenComplete((client, failure) -> {
                    CompletableFuture<?> unusedToo =
                            settle(old, session).whenComplete((answered, ignored) -> begin(next, client, failure));
                });
        return next;
    }

    private boolean isUsable() {
        return used != null && !closed && (!ready.isDone() || (used.isOpen() && !ready.isCompletedExceptionally()));
    }

    private Session create(Duration ttl) {
        Session session = new Session(settings, ttl, worker, this::lost);
        open.add(session);
        return session;
    }

    private CompletableFuture<Client> prepare(Client client) {
        boolean first;
        synchronized (this) {
            first = !hasRead;
            hasRead = true;
        }
        CompletableFuture<?> asNew = first ? CompletableFuture.completedFuture(true) : client.synchronize();
        return CompletableFuture.allOf(greeting.apply(client), asNew, watches.registerAll(client))
                .thenApply(done -> client);
    }

    /** Waits until the session in use before has answered what it was asked, so that no answer is older than one of the next. */
    private CompletableFuture<?> settle(@Nullable Session old, Session next) {
        if (old == null || old == next || !old.isOpen()) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> settling =
                old.isLeased() ? old.client().thenCompose(Client::synchronize) : old.end();
        return settling.copy()
                .orTimeout(settings.patience().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((answered, failure) -> {
                    if (failure != null) {
                        old.pause();
                    }
                });
    }

    private void begin(CompletableFuture<Client> next, @Nullable Client client, @Nullable Throwable failure) {
        if (client != null) {
            watches.readFrom(client);
            next.complete(client);
        } else {
            next.completeExceptionally(Failures.cause(failure));
        }
    }

    /**
     * Stops renewing a session that is a lease, unless the lease is asked for meanwhile. Requests without a lease use another session,
     * until the client of this one is asked for again.
     *
     * @param isSilent whether the lease still has not been asked for
     */
    void pause(Session session, BooleanSupplier isSilent) {
        Session other;
        synchronized (this) {
            if (session != used || !session.isOpen() || closed) {
                pauseIfUnused(session, isSilent);
                return;
            }
            other = create(settings.lease());
        }
        CompletableFuture<Client> unused =
                use(other).whenComplete((client, failure) -> pauseIfUnused(session, isSilent));
    }

    private synchronized void pauseIfUnused(Session session, BooleanSupplier isSilent) {
        if (isSilent.getAsBoolean() && (session != used || closed || !session.isOpen())) {
            session.pause();
        }
    }

    private void lost(Session session) {
        if (session.isEnded()) {
            open.remove(session);
        }
        reopen();
    }

    /** Watches and leases need a connection, also while no call is made. */
    private void reopen() {
        if (needsConnection()) {
            CompletableFuture<Client> unused = current().whenComplete((client, failure) -> {
                if (failure != null && needsConnection()) {
                    ScheduledFuture<?> unusedToo = worker.schedule(this::reopen, REOPEN_MILLIS, TimeUnit.MILLISECONDS);
                }
            });
        }
    }

    private synchronized boolean needsConnection() {
        boolean keeps = used != null && used.isLeased() && !used.isEnded() && !used.isPaused();
        return !closed && !isUsable() && (keeps || !watches.isEmpty());
    }

    /** Ends the sessions that are no leases, and leaves the leases to end by themselves. Blocks for at most a second. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Session session : open) {
            if (!session.isLeased()) {
                session.end()
                        .completeOnTimeout(false, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                        .exceptionally(failure -> false)
                        .join();
            }
            session.stop();
        }
        worker.shutdownNow();
    }
}
