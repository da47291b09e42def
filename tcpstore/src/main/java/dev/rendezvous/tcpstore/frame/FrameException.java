package dev.rendezvous.tcpstore.frame;

/** Bytes that are not a frame. The message says what was expected. */
public final class FrameException extends Exception {

    private static final long serialVersionUID = 1L;

    FrameException(String message) {
        super(message);
    }
}
