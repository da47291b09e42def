package dev.rendezvous.c10d.pickle;

/** The bytes are not a pickle that is read here. The message says what was found at which byte. */
public final class PickleException extends Exception {

    private static final long serialVersionUID = 1L;

    PickleException(String message) {
        super(message);
    }
}
