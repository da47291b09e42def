package dev.rendezvous.postgresql;

import static dev.rendezvous.postgresql.Answers.LINGER;
import static dev.rendezvous.postgresql.Answers.answer;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.BackgroundCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers that share one key, as nodes of a group do, while the test breaks things. The value has one number for each writer, which it
 * raises by one with each write. So each writer can tell whether a write of unknown outcome was applied, and each write that was applied
 * twice, or lost, shows in the end.
 */
final class Tallies {

    private static final String KEY = "m/tallies";
    private static final long PAUSE_NANOS = 10_000_000;

    /** How a writer goes on when it does not know the outcome of a write. */
    enum Manner {
        /** It sends the same write again, and a conflict shows whether the first was applied. */
        SAME_WRITE_AGAIN,
        /** It takes the write for failed and makes a new one: the negative control. */
        BLIND_RETRY
    }

    private final Manner manner;
    private final List<BackgroundCall<Integer>> writers = new ArrayList<>();
    private final AtomicInteger progress = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final int count;
    private volatile boolean stopped;

    Tallies(Manner manner, int count) {
        this.manner = manner;
        this.count = count;
    }

    void start(List<? extends CoordinationSpace> spaces) {
        for (int i = 0; i < spaces.size(); i++) {
            int writer = i;
            writers.add(BackgroundCall.start(() -> write(spaces.get(writer), writer)));
        }
    }

    int progress() {
        return progress.get();
    }

    /** {@return how many calls had no answer} */
    int unanswered() {
        return unanswered.get();
    }

    /** {@return how many writes each writer takes for applied} The writers end. */
    List<Integer> claims() throws Exception {
        stopped = true;
        List<Integer> claims = new ArrayList<>();
        for (BackgroundCall<Integer> writer : writers) {
            claims.add(writer.result());
        }
        return claims;
    }

    List<Integer> numbers(CoordinationSpace space) throws Exception {
        return numbers(read(space));
    }

    private int write(CoordinationSpace space, int writer) throws Exception {
        int done = 0;
        while (!stopped) {
            Optional<Entry> current = read(space);
            List<Integer> numbers = numbers(current);
            int next = numbers.get(writer) + 1;
            numbers.set(writer, next);
            if (isApplied(space, current, numbers, writer, next)) {
                done++;
                progress.incrementAndGet();
            }
        }
        return done;
    }

    private boolean isApplied(
            CoordinationSpace space, Optional<Entry> current, List<Integer> numbers, int writer, int next)
            throws Exception {
        Precondition precondition =
                current.map(entry -> Precondition.version(entry.version())).orElse(Precondition.absent());
        String value = String.join(",", numbers.stream().map(String::valueOf).toList());
        WriteOutcome outcome = answer(space.put(KEY, value, precondition, LINGER));
        while (outcome instanceof WriteOutcome.Unknown) {
            unanswered.incrementAndGet();
            if (manner == Manner.BLIND_RETRY) {
                return false;
            }
            outcome = answer(space.put(KEY, value, precondition, LINGER));
        }
        if (outcome instanceof WriteOutcome.Conflict conflict) {
            return numbers(conflict.current()).get(writer) == next;
        }
        return outcome instanceof WriteOutcome.Applied;
    }

    private Optional<Entry> read(CoordinationSpace space) throws Exception {
        while (true) {
            try {
                return answer(space.get(KEY));
            } catch (RendezvousConnectionException again) {
                unanswered.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private List<Integer> numbers(Optional<Entry> entry) {
        return entry.<List<Integer>>map(
                        found -> new ArrayList<>(Arrays.stream(found.value().split(","))
                                .map(Integer::valueOf)
                                .toList()))
                .orElseGet(() -> new ArrayList<>(Collections.nCopies(count, 0)));
    }
}
