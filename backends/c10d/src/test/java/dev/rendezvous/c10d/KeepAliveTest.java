package dev.rendezvous.c10d;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The thread of heartbeats. The display names are those of PyTorch's {@code PeriodicTimerTest}. */
final class KeepAliveTest {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final AtomicInteger beats = new AtomicInteger();
    private final KeepAlive keepAlive = new KeepAlive("heartbeat of a test", () -> INTERVAL, beats::incrementAndGet);

    @AfterEach
    void stop() throws InterruptedException {
        keepAlive.stop();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("heartbeat of a test"))
                .count();
    }

    @Test
    @DisplayName("test_start_can_be_called_only_once, corrected: a second start changes nothing")
    void secondStartChangesNothing() {
        keepAlive.start();
        keepAlive.start();
        assertThat(threads()).isEqualTo(1);
    }

    @Test
    @DisplayName("test_cancel_can_be_called_multiple_times, test_cancel_stops_background_thread,"
            + " test_delete_stops_background_thread")
    void stopEndsTheThread() throws Exception {
        keepAlive.stop();
        keepAlive.start();
        assertThat(threads()).isEqualTo(1);
        keepAlive.stop();
        keepAlive.stop();
        assertThat(threads()).isZero();
    }

    @Test
    @DisplayName("test_set_name_cannot_be_called_after_start, corrected: the name is given before")
    void threadHasItsName() {
        keepAlive.start();
        assertThat(threads()).isEqualTo(1);
    }

    @Test
    @DisplayName("test_timer_calls_background_thread_at_regular_intervals")
    void beatsAreAnIntervalApart() throws Exception {
        List<Long> times = new CopyOnWriteArrayList<>(List.of(System.nanoTime()));
        KeepAlive timed = new KeepAlive("heartbeat of a test", () -> INTERVAL, () -> times.add(System.nanoTime()));
        timed.start();
        eventually("five beats", () -> times.size() > 5);
        timed.stop();
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.ofNanos(times.get(i) - times.get(i - 1))).isGreaterThanOrEqualTo(INTERVAL);
        }
    }

    @Test
    @DisplayName("corrected: a failure does not end the thread")
    void failureDoesNotEndTheThread() throws Exception {
        KeepAlive failing = new KeepAlive("heartbeat of a test", () -> INTERVAL, () -> {
            if (beats.incrementAndGet() == 1) {
                throw new IllegalArgumentException("not an error of a rendezvous");
            }
        });
        failing.start();
        eventually("it beats again", () -> beats.get() > 1);
        failing.stop();
    }

    @Test
    void startsAgainAfterAStop() throws Exception {
        keepAlive.start();
        keepAlive.stop();
        keepAlive.start();
        eventually("a beat", () -> beats.get() > 0);
    }
}
