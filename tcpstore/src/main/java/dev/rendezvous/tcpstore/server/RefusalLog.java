package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log why clients were disconnected: one warning for each kind and minute, the rest at the level {@code DEBUG}, so that
 * no client can fill the log. For the thread of the server, which must survive whatever a log handler throws.
 */
final class RefusalLog {

    static final System.Logger LOGGER = System.getLogger("dev.rendezvous.tcpstore");

    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    /** About what it takes to write a line when the heap is full. */
    private static final int RESERVE_BYTES = 256 << 10;

    /** What was not told loudly of one kind. */
    private static final class Silence {
        private final long since;
        private long refusals;

        private Silence(long since) {
            this.since = since;
        }
    }

    private final LongSupplier nanoClock;
    private final Map<Refusal.Kind, Silence> silences = new EnumMap<>(Refusal.Kind.class);
    private byte @Nullable [] reserve = new byte[RESERVE_BYTES];

    RefusalLog(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        warmUp();
    }

    /** The first line that a process logs opens the file of time zones. There may be no descriptor for it when it matters. */
    private static void warmUp() {
        String now = String.format("%1$tb %1$td %1$tT %1$tZ", ZonedDateTime.now(ZoneId.systemDefault()));
        LOGGER.log(Level.DEBUG, "a server starts on {0}", now);
    }

    void refused(@Nullable SocketAddress peer, Refusal reason) {
        String message = ServerMessages.closed(peer, String.valueOf(reason.getMessage()));
        if (reason.kind() == Refusal.Kind.INCOMPLETE) {
            write(Level.DEBUG, message, null);
        } else {
            note(reason.kind(), message, null);
        }
    }

    /** Writes a warning, unless there was one of this kind within a minute. */
    void note(Refusal.Kind kind, String message, @Nullable Throwable cause) {
        Silence silence = silences.get(kind);
        long now = nanoClock.getAsLong();
        if (silence != null && now - silence.since < PAUSE_NANOS) {
            silence.refusals++;
            write(Level.DEBUG, message, cause);
            return;
        }
        silences.put(kind, new Silence(now));
        write(Level.WARNING, message + ServerMessages.untold(silence == null ? 0 : silence.refusals), cause);
    }

    void write(Level level, String message, @Nullable Throwable cause) {
        try {
            LOGGER.log(level, message, cause);
        } catch (RuntimeException | Error e) {
            // A handler that fails must not end the server, and there is no other place to tell of it.
        }
    }

    /** Memory has run out: gives back what was kept for the line that says so. */
    void spendReserve() {
        reserve = null;
    }

    /** Keeps memory for a line again, once there is some. */
    void keepReserve() {
        if (reserve == null) {
            reserve = new byte[RESERVE_BYTES];
        }
    }
}
