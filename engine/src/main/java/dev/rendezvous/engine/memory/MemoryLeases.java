package dev.rendezvous.engine.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The leases of a run in memory. Confined to the thread of its timeline. */
public final class MemoryLeases {

    private final Timeline timeline;
    private final Gate gate;
    private final LongConsumer whenEnded;
    private final Map<Long, Term> terms = new HashMap<>();
    private Duration delay = Duration.ZERO;
    private long last;

    private record Term(Duration ttl, long end) {}

    /**
     * Makes the leases.
     *
     * @param whenEnded deletes the keys of a lease, whatever ended it
     */
    public MemoryLeases(Timeline timeline, Gate gate, LongConsumer whenEnded) {
        this.timeline = timeline;
        this.gate = gate;
        this.whenEnded = whenEnded;
    }

    /** From now on leases end so much later than they should. */
    public void endLate(Duration later) {
        delay = later;
    }

    public long grant(Duration ttl) {
        long id = ++last;
        terms.put(id, termFromNow(ttl));
        endWhenDue(id);
        return id;
    }

    public boolean isAlive(long id) {
        return terms.containsKey(id);
    }

    public boolean keepAlive(long id) {
        return terms.computeIfPresent(id, (same, term) -> termFromNow(term.ttl())) != null;
    }

    /** {@return whether it was alive} */
    public boolean end(long id) {
        boolean alive = terms.remove(id) != null;
        if (alive) {
            whenEnded.accept(id);
        }
        return alive;
    }

    public void endAll() {
        List.copyOf(terms.keySet()).forEach(this::end);
    }

    private Term termFromNow(Duration ttl) {
        return new Term(ttl, timeline.now() + ttl.plus(delay).toNanos());
    }

    /** One timer a lease: when it fires too early, because of a keep-alive, it is set again. */
    private void endWhenDue(long id) {
        Term term = terms.get(id);
        if (term != null) {
            timeline.at(term.end(), () -> gate.pass(() -> endIfDue(id)));
        }
    }

    private void endIfDue(long id) {
        Term term = terms.get(id);
        if (term != null && term.end() - timeline.now() <= 0) {
            end(id);
        } else {
            endWhenDue(id);
        }
    }
}
