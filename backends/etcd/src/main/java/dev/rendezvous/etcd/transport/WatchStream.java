package dev.rendezvous.etcd.transport;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.etcd.transport.Turns.Turn;
import dev.rendezvous.etcd.wire.Refusal;
import dev.rendezvous.etcd.wire.Request;
import dev.rendezvous.etcd.wire.WatchMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One stream of a watch: a request whose answer has a line for each message, until one side ends it. */
final class WatchStream {

    /** A change of a key has its value, up to 2 MiB in base64. */
    private static final int LONGEST_LINE = 4 << 20;

    private final Link link;
    private final Turn turn;
    private final WatchEvents<WatchStream> events;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean created;
    private volatile Optional<String> token = Optional.empty();
    private @Nullable HttpTask task;

    WatchStream(Link link, Turn turn, WatchEvents<WatchStream> events) {
        this.link = link;
        this.turn = turn;
        this.events = events;
    }

    Turn turn() {
        return turn;
    }

    /** {@return the token with which it was opened} */
    Optional<String> token() {
        return token;
    }

    boolean isCreated() {
        return created;
    }

    synchronized void open(Request request, Optional<String> login) {
        if (ended.get()) {
            return;
        }
        token = login;
        CompletableFuture<Response> end = new CompletableFuture<>();
        task = link.calls().stream(turn.endpoint(), request, login, LONGEST_LINE, this::line, end);
        CompletableFuture<?> unused = end.whenComplete((response, failure) ->
                end(failure == null ? endOf(response) : link.failures().of(turn.endpoint(), failure)));
        Future<?> ignored = link.calls().after(link.connection().limit(), () -> {
            if (!created) {
                end(link.failures().of(turn.endpoint(), new TimeoutException()));
            }
        });
    }

    private RuntimeException endOf(Response response) {
        return response.isOk()
                ? new RendezvousConnectionException(link.messages().watchCanceled(turn.endpoint(), "the stream ended"))
                : link.failures().of(turn.endpoint(), Refusal.of(response.status(), response.body()));
    }

    private void line(byte[] text) {
        WatchMessage message = WatchMessage.parse(text);
        if (message instanceof WatchMessage.Created) {
            created = true;
            events.created(this);
        } else if (message instanceof WatchMessage.Changed) {
            events.changed(this);
        } else if (message instanceof WatchMessage.Canceled canceled) {
            end(link.failures().ofCanceledWatch(turn.endpoint(), canceled.reason()));
        } else if (message instanceof WatchMessage.Failed failed) {
            end(link.failures().of(turn.endpoint(), failed.refusal()));
        }
    }

    /** Ends the stream and tells why. */
    void end(RuntimeException why) {
        if (ended.compareAndSet(false, true)) {
            cancel();
            events.ended(this, why);
        }
    }

    /** Ends the stream without a word. */
    void close() {
        ended.set(true);
        cancel();
    }

    private synchronized void cancel() {
        if (task != null) {
            task.cancel();
        }
    }
}
