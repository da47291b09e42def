package dev.rendezvous.c10d;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the others again and again that this node is there, on a thread of its own. No failure ends it: the store may be back, and the
 * state good again. Threads may call all methods.
 */
final class KeepAlive {

    private static final System.Logger LOGGER = System.getLogger(KeepAlive.class.getName());
    private static final Duration STOPPING = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<Duration> untilBeat;
    private final Beat beat;
    private @Nullable Thread thread;

    /**
     * Makes it. It does not run yet.
     *
     * @param name of the thread
     * @param untilBeat how long the next beat has time
     * @param beat what to do then
     */
    KeepAlive(String name, Supplier<Duration> untilBeat, Beat beat) {
        this.name = name;
        this.untilBeat = untilBeat;
        this.beat = beat;
    }

    /** Tells the others that this node is there. */
    interface Beat {
        void send() throws InterruptedException;
    }

    /** Begins, unless it has. */
    synchronized void start() {
        if (thread != null) {
            return;
        }
        Thread started = new Thread(this::run, name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Ends the thread, and waits for that for up to two seconds. */
    void stop() throws InterruptedException {
        Thread stopped = exchange();
        if (stopped != null) {
            stopped.interrupt();
            stopped.join(STOPPING.toMillis());
        }
    }

    private synchronized @Nullable Thread exchange() {
        Thread stopped = thread;
        thread = null;
        return stopped;
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(Math.max(1, untilBeat.get().toNanos()));
                beat();
            }
        } catch (InterruptedException stopped) {
            return;
        }
    }

    private void beat() throws InterruptedException {
        try {
            beat.send();
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "this node cannot tell the others that it is there: " + e.getMessage());
            TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
        }
    }
}
