package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The clients that have begun something and not finished it: a handshake, a greeting or a request. Each has the same time. For the thread
 * of the server.
 */
final class StallWatch {

    private final Duration limit;
    private final LongSupplier nanoClock;

    /** The time between two pieces of a request. */
    private final StallTimer<ServerConnection> requests;

    /** The time for all that comes before the first request. */
    private final StallTimer<ServerConnection> greetings;

    StallWatch(Duration limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
        this.requests = new StallTimer<>(limit, nanoClock);
        this.greetings = new StallTimer<>(limit, nanoClock);
    }

    /**
     * Measures what the client owes now.
     *
     * @throws Refusal if a request comes too slowly
     */
    void update(ServerConnection connection) throws Refusal {
        if (!connection.owesTheRest()) {
            forget(connection);
            connection.endMeasure();
        } else if (connection.isGreeting()) {
            greetings.awaitOnce(connection);
        } else {
            greetings.forget(connection);
            requests.await(connection);
            if (connection.isTooSlow(nanoClock.getAsLong(), limit.toNanos())) {
                throw new Refusal(Refusal.Kind.STALLED, ServerMessages.tooSlow(limit));
            }
        }
    }

    void forget(ServerConnection connection) {
        requests.forget(connection);
        greetings.forget(connection);
    }

    /** {@return how long there is nothing to expire, see {@link StallTimer#nanosLeft}} */
    long nanosLeft() {
        return Math.min(requests.nanosLeft(), greetings.nanosLeft());
    }

    /** Gives the late clients away, each with the reason. */
    void expire(BiConsumer<ServerConnection, Refusal> drop) {
        requests.expire(late -> drop.accept(late, new Refusal(Refusal.Kind.STALLED, ServerMessages.stalled(limit))));
        greetings.expire(
                late -> drop.accept(late, new Refusal(Refusal.Kind.STALLED, ServerMessages.greetingTooLong(limit))));
    }
}
