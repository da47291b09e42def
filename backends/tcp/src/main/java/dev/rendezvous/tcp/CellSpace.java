package dev.rendezvous.tcp;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tcpstore.space.SpaceClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The cells of a run on a TCP store server, as the engine has them. */
class CellSpace implements CoordinationSpace {

    private final SpaceClient client;
    private final Optional<Duration> grace;

    /**
     * Makes a space, which owns the client.
     *
     * @param grace after which a lease ends whose connection was closed; empty for the whole lease
     */
    CellSpace(SpaceClient client, Optional<Duration> grace) {
        this.client = client;
        this.grace = grace;
    }

    @Override
    public int maxValueBytes() {
        return SpaceClient.MAX_VALUE_BYTES;
    }

    @Override
    public CompletionStage<Lease> grant(Duration ttl) {
        Duration shorter = grace.filter(time -> time.compareTo(ttl) < 0).orElse(ttl);
        return client.grant(ttl, shorter).thenApply(TcpLease::new);
    }

    @Override
    public CompletionStage<Optional<Entry>> get(String key) {
        return client.get(key).thenApply(cell -> cell.map(Translation::entry));
    }

    @Override
    public CompletionStage<Listing> list(String prefix) {
        return client.list(prefix).thenApply(Translation::listing);
    }

    @Override
    public CompletionStage<WriteOutcome> put(String key, String value, Precondition precondition, Life life) {
        return client.put(Translation.put(key, value, precondition, life))
                .thenApply(Translation::outcome)
                .exceptionally(Translation::unknown);
    }

    @Override
    public CompletionStage<PutAndLook> putThenList(
            String key, String value, Precondition precondition, Life life, String prefix) {
        return client.putThenList(Translation.put(key, value, precondition, life), prefix)
                .thenApply(look -> new PutAndLook(
                        Translation.outcome(look.outcome()), Optional.of(Translation.listing(look.cells()))))
                .exceptionally(failure -> new PutAndLook(Translation.unknown(failure), Optional.empty()));
    }

    @Override
    public CompletionStage<WriteOutcome> delete(String key, long version) {
        return client.delete(key, version).thenApply(Translation::outcome).exceptionally(Translation::unknown);
    }

    @Override
    public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        return client.watch(prefix, lookAgain);
    }

    @Override
    public CompletionStage<Boolean> touch(String keyOrPrefix) {
        return client.touch(keyOrPrefix);
    }

    @Override
    public CompletionStage<Void> deleteAll(String prefix) {
        return client.deleteAll(prefix);
    }

    @Override
    public void close() {
        client.close();
    }
}
