package dev.rendezvous.engine;

import java.util.Objects;

/**
 * How the work of this node in a round failed.
 *
 * @param rank the rank of the worker that failed first, or -1 if no worker is to blame
 * @param code the exit code, from 1 to 255
 * @param message one line for people; what is longer than 512 bytes of UTF-8 is cut
 * @param restartable whether a new round may repair it; false ends the run
 * @since 0.1
 */
public record Failure(int rank, int code, String message, boolean restartable) {

    /** Checks the rank, the code and that there is a message. */
    public Failure {
        Objects.requireNonNull(message, "message");
        if (rank < -1) {
            throw new IllegalArgumentException("rank of a failure: expected a rank, or -1 for none, but got " + rank);
        }
        if (code < 1 || code > 255) {
            throw new IllegalArgumentException("code of a failure: expected 1 to 255, but got " + code);
        }
    }
}
