package dev.rendezvous.etcd.transport;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.etcd.transport.Turns.Turn;
import dev.rendezvous.etcd.wire.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A watch that opens its stream again whenever that ends, at the endpoint that has its turn then. After each opening it gives one hint.
 *
 * <p>It never resumes from a revision. A stream without one sees every change after it was created, and the look that follows the hint sees
 * every change before. So there is no compacted revision to recover from, and no revision that a service without its memory never had.
 */
final class KeptWatch implements WatchEvents<WatchStream>, AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int MOST_DOUBLINGS = 4;

    private final Link link;
    private final Login login;
    private final Request request;
    private final Runnable hint;
    private final CompletableFuture<AutoCloseable> opened = new CompletableFuture<>();
    private final Runnable moved = this::moved;
    private @Nullable WatchStream stream;
    private int failed;
    private boolean closed;

    KeptWatch(Link link, Login login, Request request, Runnable hint) {
        this.link = link;
        this.login = login;
        this.request = request;
        this.hint = hint;
    }

    /** {@return completes when the first stream is open} */
    CompletableFuture<AutoCloseable> open() {
        link.turns().whenLeft(moved);
        openStream();
        return opened;
    }

    private void openStream() {
        WatchStream next = new WatchStream(link, link.turns().current(), this);
        synchronized (this) {
            if (closed) {
                return;
            }
            stream = next;
        }
        CompletableFuture<?> unused = login.token().whenComplete((token, failure) -> {
            if (failure == null) {
                next.open(request, token);
            } else {
                next.end(link.failures().of(next.turn().endpoint(), failure));
            }
        });
    }

    @Override
    public void created(WatchStream which) {
        synchronized (this) {
            if (closed || which != stream) {
                return;
            }
            failed = 0;
        }
        if (!opened.complete(this)) {
            hint.run();
        }
    }

    @Override
    public void changed(WatchStream which) {
        synchronized (this) {
            if (closed || which != stream) {
                return;
            }
        }
        hint.run();
    }

    @Override
    public void ended(WatchStream which, RuntimeException why) {
        Duration pause;
        synchronized (this) {
            if (closed || which != stream) {
                return;
            }
            stream = null;
            pause = pauseAfter(failed++);
        }
        if (why instanceof TokenRefusedException) {
            login.forget(which.token());
        } else if (!opened.isDone()) {
            close();
            opened.completeExceptionally(why);
        }
        if (why instanceof RendezvousConnectionException) {
            link.turns().leave(which.turn());
        }
        Future<?> unused = link.calls().after(pause, this::openStream);
    }

    /** Random, so that the nodes of a run do not come back at the same moment. */
    private static Duration pauseAfter(int failures) {
        long longest = FIRST_PAUSE.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    /** Another endpoint has its turn. A stream that was open follows at once; one that still opens has failed. */
    private void moved() {
        WatchStream old;
        Turn now = link.turns().current();
        synchronized (this) {
            old = stream;
        }
        if (old == null || old.turn().equals(now)) {
            return;
        }
        if (old.isCreated()) {
            old.close();
            openStream();
        } else {
            old.end(new RendezvousConnectionException(link.messages().watchCanceled(now.endpoint(), "")));
        }
    }

    @Override
    public void close() {
        WatchStream last;
        synchronized (this) {
            closed = true;
            last = stream;
            stream = null;
        }
        link.turns().forget(moved);
        if (last != null) {
            last.close();
        }
    }
}
