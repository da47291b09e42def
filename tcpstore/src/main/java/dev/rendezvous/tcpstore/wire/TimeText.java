package dev.rendezvous.tcpstore.wire;

import java.time.Duration;

/** Durations as people read them: {@code 500 ms}, {@code 5 s}, {@code 10 min}. */
public final class TimeText {

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private TimeText() {}

    /** {@return the duration in the largest unit of which it is a whole number, from milliseconds up to hours; below, as ISO has it} */
    public static String of(Duration time) {
        if (time.getNano() % NANOS_PER_MILLI != 0) {
            return time.toString();
        }
        return time.getNano() == 0 ? ofSeconds(time.getSeconds()) : time.toMillis() + " ms";
    }

    private static String ofSeconds(long seconds) {
        if (seconds == 0 || seconds % MINUTE != 0) {
            return seconds + " s";
        }
        return seconds % HOUR == 0 ? seconds / HOUR + " h" : seconds / MINUTE + " min";
    }
}
