package dev.rendezvous.postgresql;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a run in a PostgreSQL database. It takes two connections: one for calls, and one for notifications from the first watch
 * on. Nothing is sent before the first call.
 */
final class PostgresqlSpace implements CoordinationSpace {

    private final Connector connector;
    private final Failures failures;
    private final Caller caller;
    private final Cells cells;
    private final Upkeep upkeep;
    private final Listener listener;

    private PostgresqlSpace(Connector connector) {
        PostgresqlSettings settings = connector.settings();
        this.connector = connector;
        this.failures = new Failures(settings);
        this.caller = new Caller(connector, failures);
        this.cells = new Cells(settings.run());
        this.upkeep = new Upkeep(settings.run());
        this.listener = new Listener(connector, failures, upkeep, Channel.of(settings.run()));
    }

    static PostgresqlSpace open(PostgresqlSettings settings) {
        return new PostgresqlSpace(new Connector(settings));
    }

    @Override
    public int maxValueBytes() {
        return KeyRules.MAX_VALUE_BYTES;
    }

    @Override
    public CompletionStage<Lease> grant(Duration ttl) {
        return caller.call(connection -> new PostgresqlLease(caller, upkeep, upkeep.grant(connection, ttl), ttl));
    }

    @Override
    public CompletionStage<Optional<Entry>> get(String key) {
        return unless(
                KeyRules.problemOfKey(key),
                () -> caller.call(connection -> {
                    upkeep.sweepUnlessKept(connection);
                    return cells.get(connection, key);
                }));
    }

    @Override
    public CompletionStage<Listing> list(String prefix) {
        return unless(
                KeyRules.problemOfPrefix(prefix),
                () -> caller.call(connection -> {
                    upkeep.sweepUnlessKept(connection);
                    return cells.list(connection, prefix);
                }));
    }

    @Override
    public CompletionStage<WriteOutcome> put(String key, String value, Precondition precondition, Life life) {
        return unless(
                KeyRules.problemOfPut(key, value),
                () -> caller.call(connection -> cells.put(connection, key, value, precondition, life))
                        .exceptionally(PostgresqlSpace::unknown));
    }

    @Override
    public CompletionStage<PutAndLook> putThenList(
            String key, String value, Precondition precondition, Life life, String prefix) {
        return unless(
                KeyRules.problemOfPut(key, value).or(() -> KeyRules.problemOfPrefix(prefix)),
                () -> caller.call(connection -> cells.putThenList(connection, key, value, precondition, life, prefix))
                        .exceptionally(failure -> new PutAndLook(unknown(failure), Optional.empty())));
    }

    @Override
    public CompletionStage<WriteOutcome> delete(String key, long version) {
        return unless(
                KeyRules.problemOfKey(key),
                () -> caller.call(connection -> cells.delete(connection, key, version))
                        .exceptionally(PostgresqlSpace::unknown));
    }

    @Override
    public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        return unless(KeyRules.problemOfPrefix(prefix), () -> listener.watch(prefix, lookAgain));
    }

    @Override
    public CompletionStage<Boolean> touch(String keyOrPrefix) {
        return unless(
                KeyRules.problemOfKey(keyOrPrefix),
                () -> caller.call(connection -> cells.touch(connection, keyOrPrefix)));
    }

    @Override
    public CompletionStage<Void> deleteAll(String prefix) {
        return unless(
                KeyRules.problemOfPrefix(prefix),
                () -> caller.call(connection -> {
                            cells.deleteAll(connection, prefix);
                            return prefix;
                        })
                        .thenAccept(deleted -> {}));
    }

    @Override
    public CompletionStage<List<Check>> check() {
        return new ServerCheck(connector, failures).start();
    }

    @Override
    public void close() {
        caller.close();
        listener.close();
    }

    private static <T> CompletionStage<T> unless(Optional<String> problem, Supplier<CompletionStage<T>> call) {
        return problem.isPresent()
                ? CompletableFuture.failedFuture(new IllegalArgumentException(problem.get()))
                : call.get();
    }

    /** {@return the outcome of a write without an answer; any other failure is thrown on} */
    private static WriteOutcome unknown(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RendezvousConnectionException) {
            return new WriteOutcome.Unknown(cause);
        }
        throw new CompletionException(cause);
    }
}
