package dev.rendezvous.engine.memory;

import dev.rendezvous.engine.spi.Lease;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A lease of a space in memory, as its owner holds it.
 *
 * @param run the run that granted it
 * @param link the way there
 * @param id its number in the run
 * @param ttl as granted
 */
public record MemoryLease(MemoryRun run, MemoryLink link, long id, Duration ttl) implements Lease {

    @Override
    public CompletionStage<Boolean> keepAlive() {
        return link.send(MemoryCall.read(() -> run.leases().keepAlive(id)));
    }

    @Override
    public CompletionStage<Void> revoke() {
        return link.send(MemoryCall.read(this::end));
    }

    private @Nullable Void end() {
        run.leases().end(id);
        return null;
    }
}
