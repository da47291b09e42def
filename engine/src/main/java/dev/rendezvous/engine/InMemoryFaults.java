package dev.rendezvous.engine;

import dev.rendezvous.engine.memory.MemoryLink;
import dev.rendezvous.engine.memory.Timeline;
import java.time.Duration;

/**
 * Faults between one {@link InMemorySpace} and its service, for tests. Each holds for the calls and hints that begin after it; the
 * order is that of the calling thread. Thread-safe.
 *
 * <p>A lost call ends at once, as on a connection that breaks: a write as {@link
 * dev.rendezvous.engine.spi.WriteOutcome.Unknown}, any other call with {@link dev.rendezvous.RendezvousConnectionException}. For calls
 * that get no answer at all, see {@link InMemorySpaces#freeze()}.
 *
 * @since 0.1
 */
public final class InMemoryFaults {

    private final Timeline timeline;
    private final MemoryLink link;
    private final Runnable endLeases;

    InMemoryFaults(Timeline timeline, MemoryLink link, Runnable endLeases) {
        this.timeline = timeline;
        this.link = link;
        this.endLeases = endLeases;
    }

    /**
     * Loses the next calls before they reach the service: it never does them.
     *
     * @param count how many; 0 for no more
     */
    public void loseRequests(int count) {
        timeline.soon(() -> link.requests().lose(count));
    }

    /**
     * Loses the replies to the next calls: the service does them.
     *
     * @param count how many; 0 for no more
     */
    public void loseReplies(int count) {
        timeline.soon(() -> link.replies().lose(count));
    }

    /**
     * Makes calls reach the service later. A caller that gives up meanwhile does not stop its call.
     *
     * @param time how much later; zero for at once
     */
    public void delayRequests(Duration time) {
        timeline.soon(() -> link.requests().delay(time));
    }

    /**
     * Makes replies come later. They keep their order.
     *
     * @param time how much later; zero for at once
     */
    public void delayReplies(Duration time) {
        timeline.soon(() -> link.replies().delay(time));
    }

    /**
     * Loses the next hints of watches, which breaks clause C9.
     *
     * @param count how many; 0 for no more
     */
    public void loseHints(int count) {
        timeline.soon(() -> link.hints().lose(count));
    }

    /**
     * Makes hints come later.
     *
     * @param time how much later; zero for at once
     */
    public void delayHints(Duration time) {
        timeline.soon(() -> link.hints().delay(time));
    }

    /**
     * Gives each hint several times.
     *
     * @param copies how often; 1 for once
     */
    public void repeatHints(int copies) {
        timeline.soon(() -> link.repeatHints(copies));
    }

    /** Breaks the connection: open calls are lost, later ones never reach the service, and no hint comes, until {@link #reconnect()}. */
    public void disconnect() {
        timeline.soon(link::disconnect);
    }

    /** Ends {@link #disconnect()}; each watch gets one hint. */
    public void reconnect() {
        timeline.soon(link::reconnect);
    }

    /**
     * Makes every later call fail with an exception, as for a wrong password.
     *
     * @param why the exception
     */
    public void refuse(RuntimeException why) {
        timeline.soon(() -> link.refuse(why));
    }

    /** Ends {@link #refuse}. */
    public void accept() {
        timeline.soon(() -> link.refuse(null));
    }

    /** Ends every lease that this handle was granted, now and thus too early. */
    public void endLeases() {
        timeline.soon(endLeases);
    }
}
