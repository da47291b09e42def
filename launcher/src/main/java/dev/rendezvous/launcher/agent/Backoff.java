package dev.rendezvous.launcher.agent;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses before restarts. They double with each failure in a row, and begin anew after a round that lived long enough.
 *
 * @param min the pause after the first failure
 * @param max the longest pause
 * @param chance gives numbers from 0 to 1; so that jobs that failed at one moment do not all come back at one moment
 */
public record Backoff(Duration min, Duration max, DoubleSupplier chance) {

    private static final int CALM = 10;
    private static final long PARTS = 1_000_000;

    /** {@return the pause after a number of failures in a row: from half of the doubled pause to all of it} */
    Duration pause(int failures) {
        long half = whole(failures).dividedBy(2).toNanos();
        long share = Math.round(Math.min(1, Math.max(0, chance.getAsDouble())) * PARTS);
        return Duration.ofNanos(half)
                .plus(Duration.ofNanos(half).multipliedBy(share).dividedBy(PARTS));
    }

    private Duration whole(int failures) {
        Duration pause = min;
        for (int i = 1; i < failures && pause.compareTo(max) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(max) < 0 ? pause : max;
    }

    /** {@return how long a round must live so that the failures before it no longer count} */
    Duration calm() {
        return max.multipliedBy(CALM);
    }
}
