package dev.rendezvous.engine.cell;

/** A value in the service that cannot be read. The message names the key, the place, what was expected and what was found. */
public final class CellFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CellFormatException(String key, String message) {
        super("the value of key " + key + " cannot be read: " + message);
    }
}
