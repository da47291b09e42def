package dev.rendezvous.engine;

import dev.rendezvous.engine.memory.Gate;
import dev.rendezvous.engine.memory.ManualTicker;
import dev.rendezvous.engine.memory.MemoryLink;
import dev.rendezvous.engine.memory.MemoryRun;
import dev.rendezvous.engine.memory.Ticker;
import dev.rendezvous.engine.memory.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A coordination service in the memory of this process, for tests and for groups within one process. It has one thread, named {@code
 * rendezvous-spaces}, until it is closed. It is thread-safe.
 *
 * <p>A test switches faults on: those of the service here, those of one handle in {@link InMemorySpace#faults()}. With {@link
 * #withManualTime()} a test also moves the time.
 *
 * @since 0.1
 */
public final class InMemorySpaces implements AutoCloseable {

    private final @Nullable ManualTicker manual;
    private final Timeline timeline;
    private final Gate gate = new Gate();
    private final AtomicLong versions = new AtomicLong();
    private final Map<String, MemoryRun> runs = new HashMap<>();
    private Duration leaseDelay = Duration.ZERO;

    private InMemorySpaces(Ticker ticker, @Nullable ManualTicker manual) {
        this.manual = manual;
        this.timeline = new Timeline("rendezvous-spaces", ticker);
    }

    /**
     * {@return an empty service whose leases end by the time of this machine}
     */
    public static InMemorySpaces create() {
        return new InMemorySpaces(Ticker.system(), null);
    }

    /**
     * {@return an empty service whose time stands still until {@link #advance} moves it} Calls are answered without any time passing.
     */
    public static InMemorySpaces withManualTime() {
        ManualTicker ticker = new ManualTicker();
        return new InMemorySpaces(ticker, ticker);
    }

    /**
     * Opens another handle of a run, as another node would. The caller closes it.
     *
     * @param run the id of the run, any text
     * @return the handle
     */
    public InMemorySpace open(String run) {
        MemoryLink link = new MemoryLink(run, timeline, gate);
        return new InMemorySpace(runOf(run), link, timeline);
    }

    private synchronized MemoryRun runOf(String run) {
        return runs.computeIfAbsent(run, id -> {
            MemoryRun made = new MemoryRun(timeline, gate, versions);
            made.leases().endLate(leaseDelay);
            return made;
        });
    }

    /**
     * Lets time pass, and returns when everything that falls due in that time is done. Zero waits for what is due already.
     *
     * @param time how long
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if this service was not made by {@link #withManualTime()}, or if this is a thread of this service
     */
    public void advance(Duration time) throws InterruptedException {
        if (manual == null) {
            throw new IllegalStateException(
                    "the time of this service is the time of the machine; use withManualTime()");
        }
        timeline.advance(manual, time);
    }

    /** Freezes the service: it keeps the calls that reach it and ends no lease, until {@link #thaw()}. Callers get no answer. */
    public void freeze() {
        timeline.soon(gate::freeze);
    }

    /** Ends {@link #freeze()}: the service does what it has kept, calls and ends of leases in the order in which they came. */
    public void thaw() {
        timeline.soon(gate::thaw);
    }

    /** Loses all keys and all leases. Versions go on, and each watch gets one hint. */
    public void loseMemory() {
        List<MemoryRun> all = runs();
        timeline.soon(() -> all.forEach(MemoryRun::loseMemory));
    }

    /**
     * Makes leases end later than they should, counted from their next keep-alive.
     *
     * @param later how much later; zero for in time
     */
    public void endLeasesLate(Duration later) {
        List<MemoryRun> all = delayLeases(later);
        timeline.soon(() -> all.forEach(run -> run.leases().endLate(later)));
    }

    private synchronized List<MemoryRun> delayLeases(Duration later) {
        leaseDelay = later;
        return runs();
    }

    private synchronized List<MemoryRun> runs() {
        return List.copyOf(runs.values());
    }

    /** Closes every handle and ends the thread. */
    @Override
    public void close() {
        List<MemoryRun> all = runs();
        timeline.soon(() -> all.forEach(MemoryRun::close));
        timeline.close();
    }
}
