package dev.rendezvous.launcher.plan;

/**
 * What was asked for cannot be done as it was written: one sentence for people, exit code 2.
 *
 * @since 0.1
 */
public final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong, where, and what was expected
     */
    public PlanException(String message) {
        super(message);
    }
}
