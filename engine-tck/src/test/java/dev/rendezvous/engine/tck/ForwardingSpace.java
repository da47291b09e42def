package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A space that does what another does. Each space that is broken on purpose does one thing otherwise. */
class ForwardingSpace implements CoordinationSpace {

    private final CoordinationSpace space;

    ForwardingSpace(CoordinationSpace space) {
        this.space = space;
    }

    /** What a broken lease stands before. */
    private static Life unwrapped(Life life) {
        return life instanceof Life.Leased leased && leased.lease() instanceof ForwardingLease forwarding
                ? Life.leased(forwarding.lease())
                : life;
    }

    /** How readers see an entry. */
    Entry shown(Entry entry) {
        return entry;
    }

    /** What a writer is told. */
    WriteOutcome shown(String key, WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Conflict conflict
                ? new WriteOutcome.Conflict(conflict.current().map(this::shown))
                : outcome;
    }

    @Override
    public int maxValueBytes() {
        return space.maxValueBytes();
    }

    @Override
    public CompletionStage<Lease> grant(Duration ttl) {
        return space.grant(ttl);
    }

    @Override
    public CompletionStage<Optional<Entry>> get(String key) {
        return space.get(key).thenApply(entry -> entry.map(this::shown));
    }

    @Override
    public CompletionStage<Listing> list(String prefix) {
        return space.list(prefix)
                .thenApply(listing ->
                        new Listing(listing.entries().stream().map(this::shown).toList()));
    }

    @Override
    public CompletionStage<WriteOutcome> put(String key, String value, Precondition precondition, Life life) {
        return space.put(key, value, precondition, unwrapped(life)).thenApply(outcome -> shown(key, outcome));
    }

    @Override
    public CompletionStage<WriteOutcome> delete(String key, long version) {
        return space.delete(key, version).thenApply(outcome -> shown(key, outcome));
    }

    @Override
    public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        return space.watch(prefix, lookAgain);
    }

    @Override
    public CompletionStage<Boolean> touch(String keyOrPrefix) {
        return space.touch(keyOrPrefix);
    }

    @Override
    public CompletionStage<Void> deleteAll(String prefix) {
        return space.deleteAll(prefix);
    }

    @Override
    public void close() {
        space.close();
    }
}
