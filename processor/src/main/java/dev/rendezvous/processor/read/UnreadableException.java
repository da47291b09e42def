package dev.rendezvous.processor.read;

/** An annotation has a value that does not compile, or that is missing. The compiler reports it. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
