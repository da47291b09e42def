package dev.rendezvous.engine.store;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Reads and updates the cells of a store, one conditional write at a time. Thread-safe. */
final class RoundCells {

    /** Requests that are on their way at the same time. */
    private static final int AT_ONCE = 32;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LONGEST_PAUSE_MILLIS = 64;

    private final CoordinationSpace space;
    private final RoundKeys keys;
    private final RoundRequests requests;
    private final Life life;

    /**
     * What an update makes of a value.
     *
     * @param value the new value; empty to leave the cell as it is
     * @param result what the call returns once the value is written
     */
    record Change<R>(Optional<byte[]> value, R result) {}

    /** Decides on an update by the value that is there. Called again if another node came between. */
    interface Decision<R> {
        Change<R> on(Optional<byte[]> current);
    }

    RoundCells(CoordinationSpace space, RoundKeys keys, RoundRequests requests, Duration linger) {
        this.space = space;
        this.keys = keys;
        this.requests = requests;
        this.life = Life.linger(linger);
    }

    Optional<Entry> find(String key) throws InterruptedException {
        String cell = keys.cell(key);
        requests.checkMaySend();
        return requests.read(space.get(cell));
    }

    /** Reads keys up to the first few that are missing, or up to the end. */
    Map<String, Entry> find(Collection<String> wanted, boolean toTheEnd) throws InterruptedException {
        Map<String, Entry> found = new LinkedHashMap<>();
        List<String> left = List.copyOf(wanted);
        boolean complete = true;
        for (int i = 0; i < left.size() && (complete || toTheEnd); i += AT_ONCE) {
            List<String> part = left.subList(i, Math.min(i + AT_ONCE, left.size()));
            Map<String, Entry> there = findAtOnce(part);
            found.putAll(there);
            complete = there.size() == part.size();
        }
        return found;
    }

    private Map<String, Entry> findAtOnce(List<String> wanted) throws InterruptedException {
        List<String> cells = wanted.stream().map(keys::cell).toList();
        requests.checkMaySend();
        List<CompletionStage<Optional<Entry>>> answers = new ArrayList<>();
        cells.forEach(cell -> answers.add(space.get(cell)));
        Map<String, Entry> found = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String key = wanted.get(i);
            requests.read(answers.get(i)).ifPresent(entry -> found.put(key, entry));
        }
        return found;
    }

    long size() throws InterruptedException {
        requests.checkMaySend();
        return requests.read(space.list(keys.prefix())).entries().size();
    }

    /** Updates a cell whose value is not known. It is taken to be absent first: if it is not, the refusal brings the value. */
    <R> R update(String key, Decision<R> decision) throws InterruptedException {
        return update(key, Optional.empty(), decision);
    }

    <R> R update(String key, Optional<Entry> known, Decision<R> decision) throws InterruptedException {
        String cell = keys.cell(key);
        Optional<Entry> current = known;
        long start = System.nanoTime();
        for (int conflicts = 0; ; conflicts++) {
            Change<R> change = decision.on(current.map(entry -> value(key, entry)));
            if (change.value().isEmpty()) {
                return change.result();
            }
            String value = keys.encoded(key, change.value().get());
            requests.checkMaySend();
            WriteOutcome outcome = requests.written(space.put(cell, value, precondition(current), life));
            if (!(outcome instanceof WriteOutcome.Conflict conflict)) {
                checkApplied(key, outcome);
                return change.result();
            }
            current = conflict.current();
            pauseAfter(conflicts, key, start);
        }
    }

    boolean delete(String key) throws InterruptedException {
        String cell = keys.cell(key);
        Optional<Entry> current = find(key);
        long start = System.nanoTime();
        for (int conflicts = 0; current.isPresent(); conflicts++) {
            requests.checkMaySend();
            WriteOutcome outcome =
                    requests.written(space.delete(cell, current.get().version()));
            if (!(outcome instanceof WriteOutcome.Conflict conflict)) {
                checkApplied(key, outcome);
                return true;
            }
            current = conflict.current();
            pauseAfter(conflicts, key, start);
        }
        return false;
    }

    byte[] value(String key, Entry entry) {
        try {
            return Base64.getDecoder().decode(entry.value());
        } catch (IllegalArgumentException e) {
            throw new RendezvousStateException(
                    "cell " + entry.key() + ": expected the value of key " + key + " in base64, but got other text", e);
        }
    }

    private static Precondition precondition(Optional<Entry> current) {
        return current.map(entry -> Precondition.version(entry.version())).orElseGet(Precondition::absent);
    }

    private static void checkApplied(String key, WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Unknown unknown) {
            throw new RendezvousConnectionException(
                    "key " + key + ": the coordination service did not confirm the update, which may have been done",
                    Outcome.UNKNOWN,
                    unknown.cause());
        }
        if (outcome instanceof WriteOutcome.LeaseLost) {
            throw new RendezvousStateException(
                    "key " + key + ": the coordination service asked for a lease, but the key has none");
        }
    }

    /** The first retry follows at once; later ones wait for a random time, so that many nodes do not collide again and again. */
    private void pauseAfter(int conflicts, String key, long start) throws InterruptedException {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
            throw new RendezvousTimeoutException(
                    "key " + key + ": other nodes changed it at each attempt for " + PATIENCE.toSeconds() + " s");
        }
        int longest = Math.min((1 << Math.min(conflicts, 16)) - 1, LONGEST_PAUSE_MILLIS);
        if (longest > 0) {
            requests.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(longest + 1)));
        }
    }
}
