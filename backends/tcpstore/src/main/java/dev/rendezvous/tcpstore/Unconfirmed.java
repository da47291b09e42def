package dev.rendezvous.tcpstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The requests of one connection that no answer has confirmed yet. A server does one request after the other, so that an answer
 * confirms all that was sent before its request.
 *
 * <p>Not for use by several threads at once.
 */
final class Unconfirmed {

    private static final int REMEMBERED = 5;

    private final Deque<String> latest = new ArrayDeque<>();
    private long sent;
    private long confirmed;

    /**
     * What a broken connection leaves in doubt.
     *
     * @param count how many requests
     * @param latest the last few of them
     */
    record Doubt(long count, List<String> latest) {

        static final Doubt NONE = new Doubt(0, List.of());

        boolean isNone() {
            return count == 0;
        }

        /** {@return this with one more, the last of all} */
        Doubt with(String description) {
            return new Doubt(
                    count + 1,
                    Stream.concat(latest.stream(), Stream.of(description)).toList());
        }
    }

    void add(String description) {
        sent++;
        if (latest.size() == REMEMBERED) {
            latest.removeFirst();
        }
        latest.addLast(description);
    }

    /** {@return the number of the last request, for whoever sends one that is answered} */
    long mark() {
        return sent;
    }

    /** Takes note of an answer to a request that was sent after the one of this number. */
    void confirm(long mark) {
        confirmed = Math.max(confirmed, mark);
        while (latest.size() > sent - confirmed) {
            latest.removeFirst();
        }
    }

    boolean isEmpty() {
        return sent == confirmed;
    }

    /** {@return what is not confirmed, which is then somebody else's business} */
    Doubt take() {
        Doubt doubt = isEmpty() ? Doubt.NONE : new Doubt(sent - confirmed, List.copyOf(latest));
        confirm(sent);
        return doubt;
    }
}
