package dev.rendezvous.tcpstore.space;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Endpoint;
import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.CellOutcome;
import dev.rendezvous.tcpstore.CellPut;
import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellRequest;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client of the cells of one run on a TCP store server.
 *
 * <p><b>Threads.</b> A client is thread-safe, and no method blocks. It has one thread, a daemon named {@code
 * rendezvous-space-HOST:PORT}, which connects, reads, completes the stages and gives the hints. Callbacks must return at once.
 *
 * <p><b>Connection.</b> It connects at its first call, and again at once when the connection breaks while it holds a lease or a watch.
 * Calls that begin while there is no connection wait for the attempt under way, and fail with it.
 *
 * <p><b>Errors.</b> {@link dev.rendezvous.RendezvousConnectionException} says whether a write may have been done. No request is sent
 * twice. {@link dev.rendezvous.RendezvousStateException} means that the server refuses the request for good.
 *
 * @since 0.1
 */
public final class SpaceClient implements AutoCloseable {

    /** The most characters of a key. */
    public static final int MAX_KEY_LENGTH = 200;

    /** The most bytes of UTF-8 of a value. */
    public static final int MAX_VALUE_BYTES = 128 << 10;

    private final SpaceLink link;

    private SpaceClient(SpaceSettings settings) {
        this.link = new SpaceLink(settings);
    }

    /**
     * {@return a builder of a client}
     *
     * @param endpoint where the server listens; has a port
     * @param run the name of the run, 1 to 128 characters of ASCII
     */
    public static Builder builder(Endpoint endpoint, String run) {
        return new Builder(endpoint, run);
    }

    /**
     * Asks for a lease.
     *
     * @param ttl how long it lives after a keep-alive
     * @param grace how long it lives after its connection was closed, unless the client is back by then
     * @return the lease
     */
    public CompletionStage<SpaceLease> grant(Duration ttl, Duration grace) {
        return link.call(new CellRequest.Grant(ttl, grace), true).thenApply(reply -> {
            long id = Replies.as(CellReply.Granted.class, reply).lease();
            link.leases().add(id);
            return new SpaceLease(link, id, ttl);
        });
    }

    /**
     * Reads a key.
     *
     * @param key the key
     * @return the cell; empty if it is absent
     */
    public CompletionStage<Optional<Cell>> get(String key) {
        return keyed(key, new CellRequest.Get(key), false)
                .thenApply(reply -> Replies.as(CellReply.Found.class, reply).cell());
    }

    /**
     * Reads all keys below a prefix.
     *
     * @param prefix ends in {@code /}
     * @return the cells, sorted by key, as they were at one moment
     */
    public CompletionStage<List<Cell>> list(String prefix) {
        return keyed(prefix, new CellRequest.ListBelow(prefix), false)
                .thenApply(reply -> Replies.as(CellReply.Listed.class, reply).cells());
    }

    /**
     * Writes a cell if it has the expected version.
     *
     * @param put the write
     * @return what became of it
     */
    public CompletionStage<CellOutcome> put(CellPut put) {
        return put(put, new CellRequest.Put(put))
                .thenApply(reply -> Replies.as(CellReply.Written.class, reply).outcome());
    }

    /**
     * What {@link SpaceClient#putThenList} answers.
     *
     * @param outcome what became of the write
     * @param cells the cells below the prefix after it
     */
    public record Look(CellOutcome outcome, List<Cell> cells) {}

    /**
     * Writes a cell, then reads all keys below a prefix, in one trip.
     *
     * @param put the write
     * @param prefix ends in {@code /}
     * @return what became of the write, and the cells after it
     */
    public CompletionStage<Look> putThenList(CellPut put, String prefix) {
        return put(put, new CellRequest.PutThenList(put, prefix)).thenApply(reply -> {
            CellReply.WrittenAndListed both = Replies.as(CellReply.WrittenAndListed.class, reply);
            return new Look(both.outcome(), both.cells());
        });
    }

    private CompletableFuture<CellReply> put(CellPut put, CellRequest request) {
        int length = put.value().getBytes(UTF_8).length;
        return length <= MAX_VALUE_BYTES
                ? keyed(put.key(), request, true)
                : CompletableFuture.failedFuture(new IllegalArgumentException("value of key " + put.key()
                        + ": expected at most " + MAX_VALUE_BYTES + " bytes of UTF-8, but it has " + length));
    }

    /**
     * Deletes a cell if it has the expected version.
     *
     * @param key the key
     * @param version the version that it must have
     * @return what became of it
     */
    public CompletionStage<CellOutcome> delete(String key, long version) {
        return keyed(key, new CellRequest.Delete(key, version), true)
                .thenApply(reply -> Replies.as(CellReply.Written.class, reply).outcome());
    }

    /**
     * Watches a prefix. The hint is given at least once after each change below it, and once after each break of the connection.
     *
     * @param prefix ends in {@code /}
     * @param lookAgain the hint; returns at once
     * @return the watch; closing it does not block
     */
    public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        SpaceWatch watch = new SpaceWatch(link.nextId(), prefix, lookAgain);
        // Kept before it is asked for: the first hint may come with the reply.
        link.keep(watch);
        return keyed(prefix, new CellRequest.Watch(watch.number(), prefix), false)
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        link.forget(watch);
                    }
                })
                .thenApply(reply -> {
                    Replies.done(reply);
                    return () -> unwatch(watch);
                });
    }

    private void unwatch(SpaceWatch watch) {
        link.forget(watch);
        CompletionStage<CellReply> unwatched = link.call(new CellRequest.Unwatch(watch.number()), false);
        unwatched.exceptionally(broken -> new CellReply.Done());
    }

    /**
     * Extends the life of cells without a lease. Versions stay, and no watch is called.
     *
     * @param keyOrPrefix a key, or a prefix that ends in {@code /}
     * @return whether there was such a cell
     */
    public CompletionStage<Boolean> touch(String keyOrPrefix) {
        return keyed(keyOrPrefix, new CellRequest.Touch(keyOrPrefix), false).thenApply(Replies::answer);
    }

    /**
     * Deletes all cells below a prefix. Below {@code kv/<token>/} it also deletes the keys of the store that begin with {@code
     * rdzv/<run>/<token>/}.
     *
     * @param prefix ends in {@code /}
     * @return completes when it is done
     */
    public CompletionStage<Void> deleteAll(String prefix) {
        return keyed(prefix, new CellRequest.DeleteAll(prefix), true).thenAccept(Replies::done);
    }

    private CompletableFuture<CellReply> keyed(String key, CellRequest request, boolean changes) {
        boolean isKey =
                !key.isEmpty() && key.length() <= MAX_KEY_LENGTH && key.chars().allMatch(c -> c >= '!' && c <= '~');
        return isKey
                ? link.call(request, changes)
                : CompletableFuture.failedFuture(new IllegalArgumentException(
                        "key " + key + ": expected 1 to " + MAX_KEY_LENGTH + " characters from ! to ~ of ASCII"));
    }

    /** Drops the connection; may be called again. Open calls end. Leases end after their grace. */
    @Override
    public void close() {
        try {
            link.close();
        } catch (IOException ignored) {
            // The connection is gone all the same.
        }
    }

    /**
     * Builds clients. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {

        private static final Duration SILENCE = Duration.ofSeconds(10);

        private final Endpoint endpoint;
        private final String run;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private @Nullable SSLContext tls;
        private @Nullable SharedSecret secret;
        private Runnable beforeConnecting = () -> {};
        private Predicate<Exception> whenUnreachable = failure -> false;

        private Builder(Endpoint endpoint, String run) {
            if (endpoint.port().orElse(0) == 0) {
                throw new IllegalArgumentException(
                        "endpoint " + endpoint + ": expected host:port, the address of a TCP store server");
            }
            this.endpoint = endpoint;
            this.run = run;
        }

        /**
         * Sets how long one attempt to connect may take. The default is 5 s.
         *
         * @param time more than zero
         * @return this builder
         */
        public Builder connectTimeout(Duration time) {
            connectTimeout = time;
            return this;
        }

        /**
         * Encrypts the connection. The default is not to.
         *
         * @param context trusts the server's certificate, which must be for the host of the endpoint
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            tls = context;
            return this;
        }

        /**
         * Sets the secret that both sides must know. The default is none.
         *
         * @param text the same as the server has
         * @return this builder
         * @throws IllegalArgumentException if it is not a secret
         */
        public Builder secret(String text) {
            secret = new SharedSecret(text);
            return this;
        }

        /**
         * Sets what is called before each attempt to connect, on the thread of the client: it may start the server.
         *
         * @param action returns soon
         * @return this builder
         */
        public Builder beforeConnecting(Runnable action) {
            beforeConnecting = action;
            return this;
        }

        /**
         * Sets what is told of each attempt to connect that failed, on the thread of the client.
         *
         * @param listener returns soon: true to try again at once, for example because it has started the server
         * @return this builder
         */
        public Builder whenUnreachable(Predicate<Exception> listener) {
            whenUnreachable = listener;
            return this;
        }

        /** {@return a client that has not connected yet} */
        public SpaceClient build() {
            return new SpaceClient(settings());
        }

        /** {@return what tells, step by step, whether the server can be reached; it never starts one} */
        public SpaceProbe probe() {
            return new SpaceProbe(settings());
        }

        private SpaceSettings settings() {
            return new SpaceSettings(
                    endpoint,
                    run,
                    connectTimeout,
                    SILENCE,
                    Optional.ofNullable(tls),
                    Optional.ofNullable(secret),
                    beforeConnecting,
                    whenUnreachable);
        }
    }
}
