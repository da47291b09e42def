package com.acme.rendezvous.shareddir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DeadlineTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void deadlineIsOverWhenItsTimeHasPassed() {
        Deadline deadline = Deadline.after(Duration.ofNanos(10), clock::get);

        clock.addAndGet(9);
        assertThat(deadline.isOver()).isFalse();
        clock.addAndGet(1);
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void deadlineOfZeroIsOverAtOnce() {
        assertThat(Deadline.after(Duration.ZERO, clock::get).isOver()).isTrue();
    }

    @Test
    void deadlineMayBeForever() {
        Deadline deadline = Deadline.after(ChronoUnit.FOREVER.getDuration(), clock::get);

        clock.addAndGet(Duration.ofDays(365).toNanos());
        assertThat(deadline.isOver()).isFalse();
    }
}
