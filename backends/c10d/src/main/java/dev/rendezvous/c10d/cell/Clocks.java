package dev.rendezvous.c10d.cell;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a node.
 *
 * @param wall tells the other nodes the time
 * @param nanos measures time, and never goes back
 */
public record Clocks(InstantSource wall, LongSupplier nanos) {

    /** The clocks of this machine. */
    public static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);

    Instant now() {
        return wall.instant();
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong());
    }
}
