package dev.rendezvous.engine;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.RendezvousHandlerContract;
import org.junit.jupiter.api.AfterEach;

/** The contract of handlers, over spaces in memory. */
class ElasticHandlerContractTest implements RendezvousHandlerContract {

    private final InMemorySpaces spaces = InMemorySpaces.create();

    @AfterEach
    void closeSpaces() {
        spaces.close();
    }

    @Override
    public String backend() {
        return "memory";
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters
                .localAddress("node-" + node)
                .config("lease", "3s")
                .config("heartbeat", "1s")
                .config("last_call", "100ms")
                .config("reform_last_call", "100ms");
    }

    @Override
    public RendezvousHandler newHandler(RendezvousParameters parameters) {
        return ElasticRendezvous.handler(parameters, spaces.open(parameters.runId()));
    }

    @Override
    public boolean isElastic() {
        return true;
    }
}
