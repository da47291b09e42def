package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.wire.Deadline;
import java.time.Duration;

/**
 * How long a call of a client waits for its server.
 *
 * @param answer how long the server may take for each answer
 * @param end when the caller wants to hear of a failure in any case, of the server or of the network
 */
record CallTimeout(Duration answer, Deadline end) {

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** {@return the patience of a call that waits for nothing but answers} */
    static CallTimeout withEachAnswer(Duration answer) {
        return new CallTimeout(answer, Deadline.after(FOR_EVER));
    }

    /** {@return up to when the answer may come to what is sent now} */
    Deadline answerDeadline() {
        return end.butAtMost(answer);
    }

    /** {@return the time, or what is left up to the end where that is less} */
    Duration butAtMost(Duration time) {
        Duration left = Duration.ofNanos(Math.max(0, left()));
        return left.compareTo(time) < 0 ? left : time;
    }

    /** {@return whether the caller has to hear of a failure now} */
    boolean isOver() {
        return end.isOver();
    }

    /** {@return what is left up to the end, in nanoseconds} */
    long left() {
        return end.left();
    }
}
