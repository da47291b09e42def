package dev.rendezvous.tcpstore.client;

import java.util.List;
import java.util.stream.Collectors;

/** One attempt to connect failed. */
final class AttemptException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean last;

    private AttemptException(String message, Throwable cause, boolean last) {
        super(message, cause);
        this.last = last;
    }

    /** {@return a failure that may pass: a server that does not run yet, a network that is down} */
    static AttemptException passing(String message, Throwable cause) {
        return new AttemptException(message, cause, false);
    }

    /** {@return a failure that no further attempt mends} */
    static AttemptException lasting(String message, Throwable cause) {
        return new AttemptException(message, cause, true);
    }

    /**
     * {@return what came of an attempt at several addresses, all of which failed} It lasts if one of them does.
     *
     * @param failures at least one
     */
    static AttemptException all(List<AttemptException> failures) {
        AttemptException latest = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return latest;
        }
        String message = failures.stream().map(AttemptException::getMessage).collect(Collectors.joining("; "));
        return new AttemptException(message, latest, failures.stream().anyMatch(AttemptException::isLast));
    }

    boolean isLast() {
        return last;
    }
}
