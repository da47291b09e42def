package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.InMemoryFaults;
import dev.rendezvous.engine.InMemorySpace;
import dev.rendezvous.engine.spi.CoordinationSpace;

/**
 * A space with the faults of a space in memory.
 *
 * @param space the handle, or one that stands before it
 * @param faults of the space in memory
 */
record FaultyMemorySpace(CoordinationSpace space, InMemoryFaults faults) implements FaultySpace {

    FaultyMemorySpace(InMemorySpace space) {
        this(space, space.faults());
    }

    @Override
    public void loseNextRequest() {
        faults.loseRequests(1);
    }

    @Override
    public void loseNextReply() {
        faults.loseReplies(1);
    }

    @Override
    public void disconnect() {
        faults.disconnect();
    }

    @Override
    public void reconnect() {
        faults.reconnect();
    }

    @Override
    public void close() {
        space.close();
    }
}
