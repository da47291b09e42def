package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallTimerTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final StallTimer<String> stalls = new StallTimer<>(Duration.ofNanos(10), now::get);
    private final List<String> late = new ArrayList<>();

    @Test
    void emptyTimerHasNoLimit() {
        assertThat(stalls.nanosLeft()).isEqualTo(Long.MAX_VALUE);
        stalls.await("a");
        stalls.forget("a");
        assertThat(stalls.nanosLeft()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void lateClientIsRemovedAloneIfClockOverflows() {
        stalls.await("a");
        now.addAndGet(4);
        stalls.await("b");
        assertThat(stalls.nanosLeft()).isEqualTo(6);
        now.addAndGet(6);
        stalls.expire(late::add);

        assertThat(late).containsExactly("a");
        assertThat(stalls.nanosLeft()).isEqualTo(4);
    }

    @Test
    void progressRestartsTheLimit() {
        stalls.await("a");
        stalls.await("b");
        now.addAndGet(9);
        stalls.await("a");
        now.addAndGet(1);
        stalls.expire(late::add);

        assertThat(late).containsExactly("b");
    }
}
