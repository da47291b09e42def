package dev.rendezvous.tcpstore.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private long now = Long.MAX_VALUE - 5;

    @Test
    void deadlineIsOverWhenItsTimeHasPassed() {
        Deadline deadline = Deadline.after(Duration.ofNanos(10), () -> now);

        now += 9;
        assertThat(deadline.left()).isEqualTo(1);
        assertThat(deadline.isOver()).isFalse();
        now++;
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void earlierOfTwoDeadlinesCounts() {
        Deadline deadline = Deadline.after(Duration.ofNanos(10), () -> now);
        now += 4;

        assertThat(deadline.butAtMost(Duration.ofNanos(5)).left()).isEqualTo(5);
        assertThat(deadline.butAtMost(Duration.ofNanos(7))).isSameAs(deadline);
    }

    @Test
    void sumBeyondTheClockIsTheLongest() {
        Deadline deadline = Deadline.soonAfter(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(10));

        assertThat(deadline.limit()).isEqualTo(Long.MAX_VALUE);
        assertThat(deadline.isOver()).isFalse();
    }
}
