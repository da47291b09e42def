package dev.rendezvous.tcpstore.client.request;

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
public final class Unconfirmed {

    private static final int SHOWN = 5;

    /** More than are shown, since the last ones may be withdrawn. */
    private static final int REMEMBERED = 64;

    private final Deque<String> latest = new ArrayDeque<>();
    private long sent;
    private long confirmed;

    /**
     * What a broken connection leaves in doubt.
     *
     * @param last the number of the last request
     * @param count how many requests, up to the last one
     * @param latest the last few of them
     */
    public record Doubt(long last, long count, List<String> latest) {

        static final Doubt NONE = new Doubt(0, 0, List.of());

        public boolean isNone() {
            return count == 0;
        }

        /** {@return this and the call} A call without an answer is counted already, unless it has been reported. */
        public Doubt with(Call call) {
            return call.isAnswered() || isNone()
                    ? new Doubt(
                            last,
                            count + 1,
                            Stream.concat(latest.stream(), Stream.of(call.description()))
                                    .toList())
                    : this;
        }

        /** {@return what of this was sent after the request of this number} */
        public Doubt after(long mark) {
            long left = Math.max(0, Math.min(count, last - mark));
            return new Doubt(last, left, latestOf(latest, left));
        }
    }

    public void add(String description) {
        sent++;
        if (latest.size() == REMEMBERED) {
            latest.removeFirst();
        }
        latest.addLast(description);
    }

    /** {@return the number of the last request, for a next one that has an answer} */
    public long mark() {
        return sent;
    }

    /** Takes note of an answer to a request that was sent after the one of this number. */
    public void confirm(long mark) {
        confirmed = Math.max(confirmed, mark);
        while (latest.size() > sent - confirmed) {
            latest.removeFirst();
        }
    }

    /** Forgets the last requests, as many as were certainly not sent. */
    public void withdraw(long count) {
        sent -= count;
        for (long i = 0; i < count && !latest.isEmpty(); i++) {
            latest.removeLast();
        }
    }

    public boolean isEmpty() {
        return sent == confirmed;
    }

    /** {@return what is not confirmed} It is reported once, by the caller. */
    public Doubt take() {
        Doubt doubt = isEmpty() ? Doubt.NONE : new Doubt(sent, sent - confirmed, latestOf(List.copyOf(latest), SHOWN));
        confirm(sent);
        return doubt;
    }

    private static List<String> latestOf(List<String> all, long count) {
        return all.subList((int) Math.max(0, all.size() - count), all.size());
    }
}
