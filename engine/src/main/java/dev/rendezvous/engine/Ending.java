package dev.rendezvous.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * How a run ended. It is the same on all nodes and never changes.
 *
 * @param why what ended the run
 * @param code the exit code that every node ends with, from 0 to 255
 * @param message one line for people
 * @param by the node that ended the run; empty if not known
 * @param root the first thing that went wrong, if something did
 * @since 0.1
 */
public record Ending(Why why, int code, String message, String by, Optional<Root> root) {

    /** What ended a run. */
    public enum Why {
        /** All members finished their work. */
        FINISHED,
        /** A failure that may not be repaired by a new round. */
        FAILED,
        /** A program or a person closed it. */
        STOPPED
    }

    /** Checks the code, and that nothing is null. */
    public Ending {
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(root, "root");
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("code of an ending: expected 0 to 255, but got " + code);
        }
    }

    /**
     * Makes an ending for a handler that closes the run.
     *
     * @param why what ends the run
     * @param code the exit code, from 0 to 255
     * @param message one line for people
     * @return the ending, with no root; the handler adds the name of its node
     */
    public static Ending of(Why why, int code, String message) {
        return new Ending(why, code, message, "", Optional.empty());
    }
}
