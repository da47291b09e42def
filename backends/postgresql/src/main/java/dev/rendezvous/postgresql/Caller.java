package dev.rendezvous.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a space, one after another, on one connection and one thread. The connection is opened for the first call, and
 * again for the first call after it broke. No call is made twice, except one that failed for want of the tables. A call that has waited
 * for as long as the engine waits is not made.
 */
final class Caller implements AutoCloseable {

    /** One call. */
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    private final Connector connector;
    private final Failures failures;
    private final long patience;
    private final ExecutorService thread;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    Caller(Connector connector, Failures failures) {
        this.connector = connector;
        this.failures = failures;
        this.patience = connector.settings().request().toNanos();
        this.thread = Executors.newSingleThreadExecutor(task -> daemon("rendezvous-postgresql-calls", task));
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** {@return the result; an exception of {@link Failures} if there is none} Never blocks. */
    <T> CompletionStage<T> call(Query<T> query) {
        CompletableFuture<T> result = new CompletableFuture<>();
        long start = System.nanoTime();
        try {
            thread.execute(() -> make(query, start, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(failures.closed());
        }
        return result;
    }

    private <T> void make(Query<T> query, long start, CompletableFuture<T> result) {
        if (closed || System.nanoTime() - start > patience) {
            result.completeExceptionally(closed ? failures.closed() : failures.notSent());
            return;
        }
        try {
            result.complete(answer(query));
        } catch (SQLException e) {
            result.completeExceptionally(closed ? failures.closed() : failures.translate(e));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private <T> T answer(Query<T> query) throws SQLException {
        Connection open = connected();
        try {
            return answer(query, open);
        } catch (SQLException e) {
            if (Failures.breaksConnection(e) || open.isClosed()) {
                disconnect();
            }
            throw e;
        }
    }

    private static <T> T answer(Query<T> query, Connection open) throws SQLException {
        try {
            return query.run(open);
        } catch (SQLException e) {
            if (!SqlState.TABLE_MISSING.is(e)) {
                throw e;
            }
            // Without tables nothing was written, so this is not the repetition that C8 forbids.
            SchemaScript.create(open);
            return query.run(open);
        }
    }

    private Connection connected() throws SQLException {
        Connection known = connection;
        if (known != null && !known.isClosed()) {
            return known;
        }
        Connection opened = connector.open();
        connection = opened;
        if (closed) {
            disconnect();
        }
        return opened;
    }

    private void disconnect() {
        Connection known = connection;
        connection = null;
        if (known != null) {
            abort(known);
        }
    }

    /** Closes the socket, also under a thread that reads from it. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException ignored) {
            // It is closed all the same.
        }
    }

    /** Calls that wait for their turn fail on the thread of the calls. */
    @Override
    public void close() {
        closed = true;
        disconnect();
        thread.shutdown();
    }
}
