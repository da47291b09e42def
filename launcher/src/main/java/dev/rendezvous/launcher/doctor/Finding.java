package dev.rendezvous.launcher.doctor;

import java.time.Duration;
import java.util.Optional;

/**
 * What one check has found.
 *
 * @param step what was checked, in few words
 * @param verdict how it is
 * @param detail what was found; for a failure also what to change
 * @param took how long it took; empty where that says nothing
 * @since 0.1
 */
public record Finding(String step, Verdict verdict, String detail, Optional<Duration> took) {

    /** How a thing is. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** It works, or may work, with a weakness that the detail names. */
        WARN,
        /** A run would fail. */
        FAIL
    }

    static Finding ok(String step, String detail) {
        return new Finding(step, Verdict.OK, detail, Optional.empty());
    }

    static Finding warn(String step, String detail) {
        return new Finding(step, Verdict.WARN, detail, Optional.empty());
    }

    static Finding fail(String step, String detail) {
        return new Finding(step, Verdict.FAIL, detail, Optional.empty());
    }
}
