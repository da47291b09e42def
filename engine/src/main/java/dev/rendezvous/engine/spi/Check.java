package dev.rendezvous.engine.spi;

import java.time.Duration;

/**
 * The result of one step of a check of a service.
 *
 * @param step what was checked, in few words, such as {@code connect}
 * @param result how it went
 * @param detail what was found; for a failure also what to change
 * @param took how long it took
 * @since 0.1
 */
public record Check(String step, Result result, String detail, Duration took) {

    /** How a step went. */
    public enum Result {
        /** As it should be. */
        OK,
        /** It works, with a weakness that the detail names. */
        WARN,
        /** It does not work. */
        FAIL
    }
}
