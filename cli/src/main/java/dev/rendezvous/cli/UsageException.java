package dev.rendezvous.cli;

/** What was asked for cannot be done as it was written: one sentence, and exit code 2. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
