package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.RendezvousHandlerContract;
import dev.rendezvous.testkit.FreePort;

/** The contract of handlers. The node with number 0 hosts the store, so that the store ends with it. */
final class StaticContractTest implements RendezvousHandlerContract {

    private final int port = FreePort.find();

    @Override
    public String backend() {
        return "static";
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters
                .endpoint("127.0.0.1:" + port)
                .config("rank", Integer.toString(node))
                .config("linger", "5s");
    }

    @Override
    public RendezvousHandler newHandler(RendezvousParameters parameters) {
        return new StaticRendezvousHandler(parameters);
    }

    @Override
    public boolean remembersClosedRuns() {
        return false;
    }
}
