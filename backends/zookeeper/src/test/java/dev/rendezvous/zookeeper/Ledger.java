package dev.rendezvous.zookeeper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What was written to one key, by conditional writes of many nodes under faults. Thread-safe. If writes are linearizable, then every version
 * is issued once, and every version is replaced at most once: by one write or one deletion.
 */
final class Ledger {

    private static final long NOTHING = 0;

    private final Queue<Step> applied = new ConcurrentLinkedQueue<>();

    /** A write that was applied: to a version, or to no key at all, and what there was afterwards. */
    private record Step(long before, long after) {}

    void created(long version) {
        applied.add(new Step(NOTHING, version));
    }

    void rewritten(long before, long version) {
        applied.add(new Step(before, version));
    }

    void deleted(long before) {
        applied.add(new Step(before, NOTHING));
    }

    int size() {
        return applied.size();
    }

    List<String> violations() {
        List<String> violations = new ArrayList<>();
        Set<Long> issued = new HashSet<>();
        Set<Long> replaced = new HashSet<>();
        for (Step step : applied) {
            if (step.after() != NOTHING && !issued.add(step.after())) {
                violations.add("version " + step.after() + " was issued twice");
            }
            if (step.before() != NOTHING && !replaced.add(step.before())) {
                violations.add("version " + step.before() + " was replaced twice");
            }
            if (step.before() != NOTHING && step.after() != NOTHING && step.after() <= step.before()) {
                violations.add("version " + step.after() + " came after " + step.before());
            }
        }
        return violations;
    }
}
