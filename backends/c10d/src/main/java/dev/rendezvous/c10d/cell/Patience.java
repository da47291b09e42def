package dev.rendezvous.c10d.cell;

import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long one operation waits before it looks again: shortly at first, up to a second, as PyTorch's agents do. For one thread. */
final class Patience {

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** After so many lost writes in a row many nodes compete. */
    private static final int LOSSES = 2;

    private static final long LONGEST_JITTER_MILLIS = 64;

    private Duration next = SHORTEST;
    private int losses;
    private @Nullable RunState waitedFor;

    /** The key of an earlier change may still be there. Then the bell would ring all the time. */
    private boolean rangForNothing;

    /** Waits for a change of the state. */
    void await(Bell bell, RunState state) throws InterruptedException {
        boolean same = state.equals(waitedFor);
        next = same ? longer(next) : SHORTEST;
        if (same && rangForNothing) {
            TimeUnit.NANOSECONDS.sleep(next.toNanos());
            return;
        }
        waitedFor = state;
        long start = System.nanoTime();
        bell.await(state, next);
        rangForNothing = System.nanoTime() - start < next.toNanos() / 2;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    /** Waits for a random time if this is not the first loss in a row, so that not all losers try again at once. */
    void lost() throws InterruptedException {
        losses++;
        if (losses > LOSSES) {
            long most = Math.min(LONGEST_JITTER_MILLIS, 1L << Math.min(losses, Long.SIZE - 2));
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(most * 1000));
        }
    }

    void reset() {
        losses = 0;
    }
}
