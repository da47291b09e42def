package dev.rendezvous.zookeeper;

import dev.rendezvous.engine.spi.Lease;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;

/**
 * A session as a lease. The client of ZooKeeper renews its session by itself; it is stopped when the engine has not asked for half of the
 * time-to-live (C12), and started again when the engine asks again.
 */
final class ZookeeperLease implements Lease {

    private final Session session;
    private final Sessions sessions;
    private final Answers answers;
    private final ScheduledExecutorService worker;
    private @Nullable ScheduledFuture<?> silence;
    private volatile int questions;

    ZookeeperLease(Session session, Sessions sessions, Answers answers, ScheduledExecutorService worker) {
        this.session = session;
        this.sessions = sessions;
        this.answers = answers;
        this.worker = worker;
        listen(true);
    }

    Session session() {
        return session;
    }

    @Override
    public Duration ttl() {
        return session.ttl();
    }

    /** The server answers reads for some time after it has lost its leader; this question goes to the leader. */
    @Override
    public CompletionStage<Boolean> keepAlive() {
        listen(true);
        return answers.of(sessions.use(session).thenCompose(Client::synchronize).handle((confirmed, failure) -> {
            if (failure == null) {
                return true;
            }
            if (Failures.is(failure, Code.SESSIONEXPIRED)) {
                listen(false);
                return false;
            }
            throw Failures.wrapped(failure);
        }));
    }

    @Override
    public CompletionStage<Void> revoke() {
        listen(false);
        return answers.of(session.end()).thenAccept(ended -> {});
    }

    /** {@return the client for a write with this lease} */
    CompletableFuture<Client> client() {
        return sessions.use(session);
    }

    private synchronized void listen(boolean again) {
        if (silence != null) {
            silence.cancel(false);
        }
        int calls = ++questions;
        silence = again && !worker.isShutdown()
                ? worker.schedule(
                        () -> sessions.pause(session, () -> questions == calls),
                        ttl().toNanos() / 2,
                        TimeUnit.NANOSECONDS)
                : null;
    }
}
