package dev.rendezvous.engine.tck;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.InMemorySpace;
import dev.rendezvous.engine.InMemorySpaces;
import dev.rendezvous.engine.spi.CoordinationSpace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Spaces in memory pass the contract. */
final class InMemorySpacesTest extends CoordinationContract {

    private final InMemorySpaces spaces = InMemorySpaces.create();

    @AfterEach
    void close() {
        spaces.close();
    }

    @Override
    protected CoordinationSpace openSpace(String id) {
        return spaces.open(id);
    }

    @Override
    protected Optional<FaultySpace> openFaultySpace(String id) {
        return Optional.of(new FaultyMemorySpace(spaces.open(id)));
    }

    @Override
    protected Optional<CoordinationSpace> openRefusedSpace(String id) {
        InMemorySpace refused = spaces.open(id);
        refused.faults().refuse(new RendezvousStateException("wrong password"));
        return Optional.of(refused);
    }

    @Override
    protected boolean restartService() {
        spaces.loseMemory();
        return true;
    }

    @Override
    protected Duration shortestTtl() {
        return Duration.ofMillis(300);
    }
}
