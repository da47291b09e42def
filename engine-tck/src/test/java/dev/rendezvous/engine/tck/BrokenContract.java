package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.InMemorySpace;
import dev.rendezvous.engine.InMemorySpaces;
import dev.rendezvous.engine.spi.CoordinationSpace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The contract on spaces in memory with something before them that breaks a clause. */
abstract class BrokenContract extends CoordinationContract {

    private final InMemorySpaces spaces = InMemorySpaces.create();

    abstract CoordinationSpace broken(InMemorySpace space);

    FaultySpace faulty(InMemorySpace space) {
        return new FaultyMemorySpace(broken(space), space.faults());
    }

    @AfterEach
    void close() {
        spaces.close();
    }

    @Override
    protected CoordinationSpace openSpace(String id) {
        return broken(spaces.open(id));
    }

    @Override
    protected Optional<FaultySpace> openFaultySpace(String id) {
        return Optional.of(faulty(spaces.open(id)));
    }

    @Override
    protected Duration shortestTtl() {
        return Duration.ofMillis(200);
    }

    @Override
    protected Duration latestEnd() {
        return Duration.ofSeconds(1);
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(500);
    }
}
