package dev.rendezvous.engine;

import dev.rendezvous.engine.memory.MemoryCall;
import dev.rendezvous.engine.memory.MemoryKeys;
import dev.rendezvous.engine.memory.MemoryLease;
import dev.rendezvous.engine.memory.MemoryLink;
import dev.rendezvous.engine.memory.MemoryRun;
import dev.rendezvous.engine.memory.MemoryWatch;
import dev.rendezvous.engine.memory.Timeline;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One handle of a run in {@link InMemorySpaces}. It keeps every clause of {@link CoordinationSpace}. Stages are completed, and
 * hints called, on the one thread of the {@link InMemorySpaces}; a callback that blocks stops all of its handles.
 *
 * @since 0.1
 */
public final class InMemorySpace implements CoordinationSpace {

    private final MemoryRun run;
    private final MemoryLink link;
    private final Timeline timeline;
    private final List<Long> granted = new ArrayList<>();

    InMemorySpace(MemoryRun run, MemoryLink link, Timeline timeline) {
        this.run = run;
        this.link = link;
        this.timeline = timeline;
        timeline.soon(() -> run.connect(link));
    }

    /**
     * {@return the faults of this handle, all switched off at first}
     */
    public InMemoryFaults faults() {
        return new InMemoryFaults(timeline, link, () -> granted.forEach(run.leases()::end));
    }

    @Override
    public int maxValueBytes() {
        return MemoryKeys.MAX_VALUE_BYTES;
    }

    @Override
    public CompletionStage<Lease> grant(Duration ttl) {
        Optional<String> problem = ttl.isNegative() || ttl.isZero()
                ? Optional.of("time-to-live of a lease: expected more than 0, but got " + ttl)
                : Optional.empty();
        return sent(problem, MemoryCall.read(() -> lease(ttl)));
    }

    private Lease lease(Duration ttl) {
        long id = run.leases().grant(ttl);
        granted.add(id);
        return new MemoryLease(run, link, id, ttl);
    }

    @Override
    public CompletionStage<Optional<Entry>> get(String key) {
        return sent(MemoryKeys.problemOfKey(key), MemoryCall.read(() -> run.get(key)));
    }

    @Override
    public CompletionStage<Listing> list(String prefix) {
        return sent(MemoryKeys.problemOfPrefix(prefix), MemoryCall.read(() -> run.list(prefix)));
    }

    @Override
    public CompletionStage<WriteOutcome> put(String key, String value, Precondition precondition, Life life) {
        return sent(problemOfPut(key, value, life), MemoryCall.write(write(key, value, precondition, life)));
    }

    @Override
    public CompletionStage<PutAndLook> putThenList(
            String key, String value, Precondition precondition, Life life, String prefix) {
        Supplier<WriteOutcome> write = write(key, value, precondition, life);
        return sent(
                problemOfPut(key, value, life).or(() -> MemoryKeys.problemOfPrefix(prefix)),
                MemoryCall.writeAndRead(() -> new PutAndLook(write.get(), Optional.of(run.list(prefix)))));
    }

    private Optional<String> problemOfPut(String key, String value, Life life) {
        boolean foreign = life instanceof Life.Leased leased
                && !(leased.lease() instanceof MemoryLease lease && lease.run() == run);
        return foreign
                ? Optional.of("key " + key + ": expected a lease that this run granted")
                : MemoryKeys.problemOfKey(key).or(() -> MemoryKeys.problemOfValue(key, value));
    }

    private Supplier<WriteOutcome> write(String key, String value, Precondition precondition, Life life) {
        if (life instanceof Life.Linger linger) {
            return () -> run.putLingering(key, value, precondition, linger.after());
        }
        return () -> run.putLeased(key, value, precondition, ((MemoryLease) ((Life.Leased) life).lease()).id());
    }

    @Override
    public CompletionStage<WriteOutcome> delete(String key, long version) {
        return sent(MemoryKeys.problemOfKey(key), MemoryCall.write(() -> run.delete(key, version)));
    }

    @Override
    public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        MemoryWatch watch = new MemoryWatch(prefix, lookAgain);
        return sent(MemoryKeys.problemOfPrefix(prefix), MemoryCall.read(() -> {
            link.watch(watch);
            return () -> timeline.soon(() -> link.unwatch(watch));
        }));
    }

    @Override
    public CompletionStage<Boolean> touch(String keyOrPrefix) {
        return sent(MemoryKeys.problemOfKey(keyOrPrefix), MemoryCall.read(() -> run.touch(keyOrPrefix)));
    }

    @Override
    public CompletionStage<Void> deleteAll(String prefix) {
        return sent(MemoryKeys.problemOfPrefix(prefix), MemoryCall.read(() -> deleted(prefix)));
    }

    private @Nullable Void deleted(String prefix) {
        run.deleteAll(prefix);
        return null;
    }

    @Override
    public CompletionStage<List<Check>> check() {
        return CompletableFuture.completedFuture(
                List.of(new Check("memory", Check.Result.OK, "a space of this process", Duration.ZERO)));
    }

    @Override
    public void close() {
        timeline.soon(() -> {
            run.disconnect(link);
            link.close();
        });
    }

    private <T> CompletionStage<T> sent(Optional<String> problem, MemoryCall<T> call) {
        if (problem.isPresent()) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(problem.get()));
        }
        return link.send(call);
    }
}
