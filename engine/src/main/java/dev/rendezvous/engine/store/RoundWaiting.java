package dev.rendezvous.engine.store;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.engine.spi.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Waits for keys: looks after each hint of the watch, and now and then without one. Thread-safe. */
final class RoundWaiting {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final RoundCells cells;
    private final RoundRequests requests;
    private final RoundWatch watch;

    RoundWaiting(RoundCells cells, RoundRequests requests, RoundWatch watch) {
        this.cells = cells;
        this.requests = requests;
        this.watch = watch;
    }

    /**
     * {@return whether all keys are there at one moment} A list is not a snapshot, but a key that has the same order in two reads was there
     * between them.
     */
    boolean areThereTogether(List<String> keys) throws InterruptedException {
        Set<String> wanted = new LinkedHashSet<>(keys);
        Map<String, Long> before = orders(wanted);
        while (before.size() == wanted.size() && wanted.size() > 1) {
            Map<String, Long> after = orders(wanted);
            if (after.equals(before)) {
                return true;
            }
            before = after;
        }
        return before.size() == wanted.size();
    }

    private Map<String, Long> orders(Set<String> keys) throws InterruptedException {
        requests.checkMaySend();
        return cells.find(keys, false).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().order()));
    }

    /** {@return the entries of all keys, as soon as each of them has been there} */
    Map<String, Entry> await(Collection<String> keys, Duration limit) throws InterruptedException {
        Waiter waiter = new Waiter(keys, limit);
        requests.checkMaySend();
        if (!waiter.lookFirst()) {
            waiter.lookAfterHints();
        }
        return waiter.found;
    }

    /** One call that waits. */
    private final class Waiter {

        private final Set<String> missing;
        private final Map<String, Entry> found = new HashMap<>();
        private final Duration limit;
        private final long start = System.nanoTime();
        private Duration pause = SHORTEST_PAUSE;

        Waiter(Collection<String> keys, Duration limit) {
            this.missing = new LinkedHashSet<>(keys);
            this.limit = limit;
        }

        /** {@return whether nothing is missing} With no time to wait, this is the only look, and its failure ends the call. */
        boolean lookFirst() throws InterruptedException {
            if (left() <= 0) {
                look(true);
                if (!missing.isEmpty()) {
                    throw timedOut();
                }
                return true;
            }
            try {
                look(false);
            } catch (RendezvousConnectionException e) {
                requests.pause(LONGEST_PAUSE);
            }
            return missing.isEmpty();
        }

        /** A service that does not answer for a while is no reason to stop. */
        void lookAfterHints() throws InterruptedException {
            while (!missing.isEmpty()) {
                try {
                    requests.read(watch.open());
                    lookOnceAndWait();
                } catch (RendezvousConnectionException e) {
                    if (left() <= 0) {
                        throw e;
                    }
                    requests.pause(LONGEST_PAUSE);
                }
            }
        }

        private void lookOnceAndWait() throws InterruptedException {
            long seen = watch.changes();
            boolean last = left() <= 0;
            look(last);
            if (missing.isEmpty()) {
                return;
            }
            if (last) {
                throw timedOut();
            }
            watch.await(seen, Math.min(left(), LOOK_AGAIN.toNanos()));
            pauseBetweenLooks();
        }

        /** Each change of any key makes every waiting node look, so that many changes must share a look. */
        private void pauseBetweenLooks() throws InterruptedException {
            requests.pause(Duration.ofNanos(Math.max(0, Math.min(pause.toNanos(), left()))));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }

        private void look(boolean atAll) throws InterruptedException {
            Map<String, Entry> there = cells.find(missing, atAll);
            found.putAll(there);
            missing.removeAll(there.keySet());
        }

        private long left() {
            return nanos(limit) - (System.nanoTime() - start);
        }

        private RendezvousTimeoutException timedOut() {
            Set<String> names = new TreeSet<>(missing);
            return new RendezvousTimeoutException("no value for " + names + " after " + limit, names);
        }
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? time.toNanos() : Long.MAX_VALUE;
    }
}
