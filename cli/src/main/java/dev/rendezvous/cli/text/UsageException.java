package dev.rendezvous.cli.text;

/** What was asked for cannot be done as it was written: one sentence, and exit code 2. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong, as one sentence
     */
    public UsageException(String message) {
        super(message);
    }
}
