package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.Linearizability.Call;
import dev.rendezvous.tck.Linearizability.Effect;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Writes one key at random, from many threads and through many handles, and records the outcomes. Thread-safe. */
final class RecordedCell {

    private final String key;
    private final Life life;
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong lastSeen = new AtomicLong();
    private final ConcurrentLinkedQueue<Call<CellState>> history = new ConcurrentLinkedQueue<>();

    /** How the test waits for an answer. */
    interface Answers {
        WriteOutcome of(CompletionStage<WriteOutcome> stage) throws Exception;
    }

    RecordedCell(String key, Life life) {
        this.key = key;
        this.life = life;
    }

    List<Call<CellState>> history() {
        return List.copyOf(history);
    }

    /** Writes with what the other threads saw last, which mostly holds, or with what does not. */
    void writeAtRandom(CoordinationSpace space, Random random, Answers answers) throws Exception {
        long seen = lastSeen.get();
        int choice = random.nextInt(8);
        if (choice == 0) {
            put(space, Precondition.absent(), answers);
        } else if (choice <= 2 && seen > 0) {
            delete(space, seen, answers);
        } else {
            put(space, seen > 0 ? Precondition.version(seen) : Precondition.absent(), answers);
        }
    }

    private void put(CoordinationSpace space, Precondition precondition, Answers answers) throws Exception {
        long start = clock.incrementAndGet();
        WriteOutcome outcome = answers.of(space.put(key, "value", precondition, life));
        String call = "put on " + precondition;
        if (outcome instanceof WriteOutcome.Applied applied) {
            lastSeen.set(applied.version());
            answered(call + " gives " + outcome, state -> state.afterPut(precondition, applied), start);
        } else if (outcome instanceof WriteOutcome.Unknown) {
            history.add(Call.unanswered(call, state -> state.afterLostPut(precondition), start));
        } else {
            refused(call, precondition, outcome, start);
        }
    }

    private void delete(CoordinationSpace space, long version, Answers answers) throws Exception {
        long start = clock.incrementAndGet();
        WriteOutcome outcome = answers.of(space.delete(key, version));
        String call = "delete " + version;
        if (outcome instanceof WriteOutcome.Applied) {
            lastSeen.set(0);
            answered(call + " gives " + outcome, state -> state.afterDelete(version), start);
        } else if (outcome instanceof WriteOutcome.Unknown) {
            history.add(Call.unanswered(call, state -> state.afterDelete(version), start));
        } else {
            refused(call, Precondition.version(version), outcome, start);
        }
    }

    private void refused(String call, Precondition precondition, WriteOutcome outcome, long start) {
        if (!(outcome instanceof WriteOutcome.Conflict conflict)) {
            throw new AssertionError(call + ": expected Applied, Conflict or Unknown, but got " + outcome);
        }
        conflict.current().ifPresentOrElse(entry -> lastSeen.set(entry.version()), () -> lastSeen.set(0));
        answered(call + " conflicts", state -> state.afterConflict(precondition), start);
    }

    private void answered(String description, Effect<CellState> effect, long start) {
        history.add(Call.answered(description, effect, start, clock.incrementAndGet()));
    }
}
