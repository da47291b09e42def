package dev.rendezvous.tcpstore;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What servers log while it is open. */
public final class ServerLog extends Handler {

    private static final Logger LOGGER = Logger.getLogger("dev.rendezvous.tcpstore");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Level before = LOGGER.getLevel();

    private ServerLog() {}

    public static ServerLog open() {
        ServerLog log = new ServerLog();
        LOGGER.addHandler(log);
        LOGGER.setLevel(Level.FINE);
        LOGGER.setUseParentHandlers(false);
        return log;
    }

    /** Waits for a record of at least this level; there may be others. */
    public void says(Level level, String... texts) throws Exception {
        try {
            eventually("a log record", () -> records.stream().anyMatch(entry -> matches(entry, level, texts)));
        } catch (AssertionError e) {
            assertThat(records)
                    .as("no %s with %s", level, List.of(texts))
                    .extracting(LogRecord::getMessage)
                    .isNull();
        }
    }

    public List<String> messages(Level level) {
        return records.stream()
                .filter(entry -> entry.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    private static boolean matches(LogRecord entry, Level level, String... texts) {
        return entry.getLevel().intValue() >= level.intValue()
                && List.of(texts).stream().allMatch(entry.getMessage()::contains);
    }

    /** {@return all messages, for a test that fails} */
    @Override
    public String toString() {
        return records.stream().map(LogRecord::getMessage).toList().toString();
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setLevel(before);
        LOGGER.setUseParentHandlers(true);
    }
}
