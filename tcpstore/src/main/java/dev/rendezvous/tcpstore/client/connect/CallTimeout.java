package dev.rendezvous.tcpstore.client.connect;

import dev.rendezvous.tcpstore.wire.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a call of a client waits for its server.
 *
 * @param answer how long the server may take for each answer
 * @param end when the call must end, even if the server or the network fails
 * @param connecting until when a server that cannot be reached is tried; empty for as long as the client was told
 */
public record CallTimeout(Duration answer, Deadline end, Optional<Deadline> connecting) {

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** {@return the time-out of a call that waits for nothing but answers} */
    static CallTimeout withEachAnswer(Duration answer) {
        return new CallTimeout(answer, Deadline.after(FOR_EVER), Optional.empty());
    }

    /** {@return when the answer must have come to what is sent now} */
    public Deadline answerDeadline() {
        return end.butAtMost(answer);
    }

    /**
     * {@return how long to try to reach the server now}
     *
     * @param usual how long the client was told to try
     */
    public Duration connectTimeout(Duration usual) {
        if (connecting.isPresent()) {
            return atLeastZero(connecting.get().left());
        }
        Duration left = atLeastZero(left());
        return left.compareTo(usual) < 0 ? left : usual;
    }

    /** {@return whether the call must end now} */
    public boolean isOver() {
        return end.isOver();
    }

    /** {@return what is left up to the end, in nanoseconds} */
    public long left() {
        return end.left();
    }

    private static Duration atLeastZero(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos));
    }
}
