package dev.rendezvous.tcpstore.client.connect;

import java.util.List;
import java.util.stream.Collectors;

/** One attempt to connect failed. */
final class AttemptException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean last;
    private final boolean answered;

    private AttemptException(String message, Throwable cause, boolean last, boolean answered) {
        super(message, cause);
        this.last = last;
        this.answered = answered;
    }

    /** {@return a failure that may pass, without a sign of a server: it does not run yet, or the network is down} */
    static AttemptException passing(String message, Throwable cause) {
        return new AttemptException(message, cause, false, false);
    }

    /** {@return a failure that may pass, of a server that took the connection} */
    static AttemptException answered(String message, Throwable cause) {
        return new AttemptException(message, cause, false, true);
    }

    /** {@return a failure that a further attempt cannot fix} */
    static AttemptException lasting(String message, Throwable cause) {
        return new AttemptException(message, cause, true, true);
    }

    /**
     * {@return the failure of an attempt at several addresses, all of which failed} It lasts if one of them does.
     *
     * @param failures at least one
     */
    static AttemptException all(List<AttemptException> failures) {
        AttemptException latest = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return latest;
        }
        String message = failures.stream().map(AttemptException::getMessage).collect(Collectors.joining("; "));
        boolean isLast = failures.stream().anyMatch(failure -> failure.last);
        boolean isAnswered = failures.stream().anyMatch(failure -> failure.answered);
        return new AttemptException(message, latest, isLast, isAnswered);
    }

    /**
     * {@return the failure that says more} A server that took the connection and failed later is more to the point than one that
     * does not run any more.
     */
    AttemptException orBetter(AttemptException later) {
        return answered && !later.answered ? this : later;
    }

    boolean isLast() {
        return last;
    }
}
