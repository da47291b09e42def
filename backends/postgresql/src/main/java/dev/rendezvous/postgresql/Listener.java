package dev.rendezvous.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of changes, on a connection and a thread of its own, from the first watch on. After a gap it connects again, and all watches
 * look. Behind a {@link Pooler} all watches look each second.
 */
final class Listener implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.rendezvous.postgresql");
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final long LONGEST_PAUSE = 1_000;

    private final Connector connector;
    private final Failures failures;
    private final Upkeep upkeep;
    private final String channel;
    private final Watches watches = new Watches();
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Connection connection;

    Listener(Connector connector, Failures failures, Upkeep upkeep, String channel) {
        this.connector = connector;
        this.failures = failures;
        this.upkeep = upkeep;
        this.channel = channel;
    }

    /** Never blocks. */
    synchronized CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        if (isClosed()) {
            return CompletableFuture.failedFuture(failures.closed());
        }
        if (thread == null) {
            thread = Caller.daemon("rendezvous-postgresql-listener", this::run);
            thread.start();
        }
        return watches.add(prefix, lookAgain);
    }

    private void run() {
        while (!isClosed()) {
            try (Connection open = connector.open()) {
                if (isUsed(open)) {
                    listen(open);
                }
            } catch (SQLException e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "no notifications of " + connector.settings().server(),
                        e);
                watches.failed(failures.translate(e));
                pause();
            }
        }
        watches.failed(failures.closed());
    }

    private void listen(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("LISTEN \"" + channel + "\"");
        }
        boolean isPooled = Pooler.isBetween(open);
        if (isPooled) {
            LOG.log(System.Logger.Level.WARNING, connector.settings().server() + ": " + Pooler.WARNING);
        }
        watches.listening();
        while (!isClosed()) {
            hear(open, isPooled);
        }
    }

    private void hear(Connection open, boolean isPooled) throws SQLException {
        // A handle without a lease must look for expired ones, since it may be the last of the run.
        boolean isOften = isPooled || !upkeep.keepsLease();
        PGNotification[] heard =
                open.unwrap(PGConnection.class).getNotifications((int) (isOften ? OFTEN : QUIET).toMillis());
        for (PGNotification notification : heard) {
            watches.changed(notification.getParameter());
        }
        if (heard.length == 0) {
            upkeep.sweepUnlessKept(open);
            ask(open);
        }
        if (isPooled || (heard.length == 0 && !isOften)) {
            watches.changed(Channel.EVERYTHING);
        }
    }

    /** A connection that is broken in one direction shows by a request only. */
    private static void ask(Connection open) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            rows.next();
        }
    }

    private synchronized boolean isUsed(Connection open) {
        connection = open;
        return !isClosed();
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** {@return whether to go on} */
    private boolean pause() {
        try {
            return !closing.await(ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closing.countDown();
        if (connection != null) {
            Caller.abort(connection);
        }
    }
}
