package dev.rendezvous.engine.spi;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The keys of one run in a coordination service, such as etcd, ZooKeeper or a database.
 *
 * <p>A space offers conditional writes to single keys, leases, prefix lists and hints about changes. It needs no transaction
 * over two keys and no snapshot over several. All methods are asynchronous; the engine decides when to call them, and how
 * long to wait.
 *
 * <h2>Threads and blocking</h2>
 *
 * <p>A space is thread-safe. No method blocks: each returns a stage at once, also while the space still connects. The space
 * completes its stages, and calls the hints of its watches, on threads of its own. The callbacks of the engine only add to a
 * queue, so they return at once. Calls of one handle may run at the same time. The engine puts a time-out on each call and
 * ignores an answer that comes later.
 *
 * <h2>Keys and values</h2>
 *
 * <p>Keys are at most {@value #MAX_KEY_LENGTH} characters from {@code !} to {@code ~} of ASCII. A space must accept values of
 * {@value #MIN_VALUE_BYTES} bytes of UTF-8 at least. The names of two runs never share a key.
 *
 * <h2>Errors</h2>
 *
 * <p>A write that may or may not have been applied is {@link WriteOutcome.Unknown}, never an exception. All other calls complete
 * exceptionally with {@link dev.rendezvous.RendezvousConnectionException} when the service could not be asked or did not
 * answer; the engine tries again. Every other exception is final: the engine ends the call of its user with it. Wrong
 * credentials, a server that speaks another protocol and an answer that cannot be parsed are final.
 *
 * <h2>Contract</h2>
 *
 * <ul>
 *   <li><b>C1</b> Writes to one key are linearizable. {@link WriteOutcome.Applied} means as durable as the service promises.
 *   <li><b>C2</b> A version is greater than every version issued before in this space, across deletes, re-creation and restarts
 *       of the service.
 *   <li><b>C3</b> An order is unique for ever. A key that is created again has a new order.
 *   <li><b>C4</b> Reads of one handle never go back: a read is at least as new as every earlier answer on that handle. Within
 *       that limit a read may be old, as from a replica that lags. A list need not be a snapshot, but it contains each key that
 *       exists during the whole call. A list is at least as new as each read that this handle completed before it, whatever the
 *       prefix.
 *   <li><b>C5</b> Gone is final: after a read showed that an order of a key is absent, no read shows it again. So a lease that
 *       ends deletes its keys; comparing a time while reading does not satisfy this clause.
 *   <li><b>C6</b> A put with a lease that has ended is never applied, also when it arrives late. It is
 *       {@link WriteOutcome.LeaseLost} if its precondition would hold; otherwise it may be {@link WriteOutcome.Conflict}.
 *   <li><b>C7</b> A lease ends by the clock of the service, and not before its TTL has passed since the service received the last
 *       keep-alive that it confirmed. It may end later. A space that sees that the connection of the owner was closed may end
 *       the lease after a stated grace period.
 *   <li><b>C8</b> A write whose outcome is not known is not repeated. Retries of client libraries are switched off for writes.
 *   <li><b>C9</b> A watch is a hint without data. Spurious, late, repeated and merged hints are allowed. A read that is sent after
 *       the hint shows the change. After a reconnect, and after any doubt, there is one hint. A space that cannot notice gaps
 *       gives a hint each 15 seconds.
 *   <li><b>C10</b> {@link Lease#revoke()} deletes the keys of the lease and may be called again.
 *   <li><b>C11</b> Failures of authentication and of format are exceptions, never {@link WriteOutcome.Unknown}.
 *   <li><b>C12</b> Keep-alives are sent only when the engine asks for one. A library that renews by itself must be stopped when the
 *       engine has not asked for a third of the TTL.
 * </ul>
 *
 * @since 0.1
 */
public interface CoordinationSpace extends AutoCloseable {

    /** The most characters that a key has. */
    int MAX_KEY_LENGTH = 200;

    /** The number of bytes of UTF-8 that every space accepts as a value. */
    int MIN_VALUE_BYTES = 64 * 1024;

    /**
     * {@return the most bytes of UTF-8 that a value may have, at least {@value #MIN_VALUE_BYTES}} A longer value, and a key beyond its
     * limits, fails with {@link IllegalArgumentException} before anything is sent.
     */
    default int maxValueBytes() {
        return MIN_VALUE_BYTES;
    }

    /**
     * Grants a lease. A lease whose answer was lost ends by itself.
     *
     * @param ttl how long the lease lives without a keep-alive; the service may grant another time
     * @return the lease
     */
    CompletionStage<Lease> grant(Duration ttl);

    /**
     * Reads one key.
     *
     * @param key the key
     * @return the entry, or empty if the key is absent
     */
    CompletionStage<Optional<Entry>> get(String key);

    /**
     * Reads every key below a prefix, at any depth.
     *
     * @param prefix ends in {@code /}
     * @return the entries, sorted by key
     */
    CompletionStage<Listing> list(String prefix);

    /**
     * Writes one key if its precondition holds. There is no unconditional write.
     *
     * @param key the key
     * @param value one line of text
     * @param precondition what must hold of the key
     * @param life how long the key lives; a rewrite replaces the life that the key had
     * @return what became of the write
     */
    CompletionStage<WriteOutcome> put(String key, String value, Precondition precondition, Life life);

    /**
     * Deletes one key if it has a version. {@link WriteOutcome.Applied} carries a version newer than the deleted one, and the order
     * of the deleted entry.
     *
     * @param key the key
     * @param version the version that the key must have
     * @return what became of the write
     */
    CompletionStage<WriteOutcome> delete(String key, long version);

    /**
     * Watches a prefix. The hint is called at least once after each change below the prefix that follows the completion of the
     * returned stage, and after each gap (C9).
     *
     * @param prefix ends in {@code /}
     * @param lookAgain the hint; returns at once
     * @return the watch, open until it is closed or the space is; closing it does not block
     */
    CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain);

    /**
     * Extends the life of keys that linger by the period of their last write. Versions stay as they are, and no watch is called.
     * Leased keys are left alone.
     *
     * @param keyOrPrefix a key, or a prefix that ends in {@code /} for each key below it
     * @return whether a key that lingers was found
     */
    CompletionStage<Boolean> touch(String keyOrPrefix);

    /**
     * Deletes every key below a prefix, best effort and not at one moment.
     *
     * @param prefix ends in {@code /}
     * @return completes when the service has answered
     */
    CompletionStage<Void> deleteAll(String prefix);

    /**
     * Writes one key, then lists a prefix: in one trip where the service can. The list is at least as new as the write. The default
     * makes two calls.
     *
     * @param key the key
     * @param value one line of text
     * @param precondition what must hold of the key
     * @param life how long the key lives
     * @param prefix what to list; ends in {@code /}
     * @return the outcome of the write, and the list if there is one
     */
    default CompletionStage<PutAndLook> putThenList(
            String key, String value, Precondition precondition, Life life, String prefix) {
        return put(key, value, precondition, life)
                .thenCompose(outcome -> outcome instanceof WriteOutcome.Unknown
                        ? CompletableFuture.completedFuture(new PutAndLook(outcome, Optional.empty()))
                        : PutAndLook.listedAfter(outcome, list(prefix)));
    }

    /**
     * Tells a space that can host its own service whether it may: true when {@code nextRendezvous} begins, false once this node has
     * finished or has seen that the run is closed. A server that runs is not stopped by false.
     *
     * @param may whether this space may serve
     */
    default void mayServe(boolean may) {}

    /**
     * Opens the store of a round, if this space has a better one than its cells below {@code kv/<token>/}. Opening does not block: the
     * store connects when it is first used. {@code deleteAll("kv/<token>/")} deletes its keys.
     *
     * @param token the token of the round
     * @param readTimeout the time-out of the store
     * @return the store, or empty if the engine shall keep the store in cells
     */
    default Optional<Store> roundStore(long token, Duration readTimeout) {
        return Optional.empty();
    }

    /**
     * Checks what a user can get wrong: name resolution, connection, TLS, login. It writes nothing and never starts a server. The
     * engine adds a leased put, a watch and a delete below {@code kv/0/}.
     *
     * @return one result for each step, in the order of the steps; a failed step is a result and not an exception
     */
    default CompletionStage<List<Check>> check() {
        return CompletableFuture.completedFuture(List.of());
    }

    /**
     * Drops the connections; may be called again. Leases end by themselves. Calls that are open end exceptionally, or as
     * {@link WriteOutcome.Unknown}. A space that serves stops its server at once; after {@code mayServe(false)} it first waits until no key
     * below {@code m/} is left, but no longer than two leases.
     */
    @Override
    void close();
}
