package dev.rendezvous.tcp;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.HandlerClosingContract;
import dev.rendezvous.tck.HandlerMeetingContract;
import dev.rendezvous.tck.HandlerRunContract;
import dev.rendezvous.tck.HandlerSizeContract;
import dev.rendezvous.tck.HandlerWaitingContract;
import dev.rendezvous.testkit.FreePort;

/**
 * The contract of handlers where the first node serves. The part about changes is left out: it asks before any node may serve, so that
 * there is no server.
 */
class HostedHandlerTest
        implements HandlerMeetingContract,
                HandlerSizeContract,
                HandlerWaitingContract,
                HandlerRunContract,
                HandlerClosingContract {

    private final int port = FreePort.find();

    @Override
    public String backend() {
        return "tcp";
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters
                .endpoint("127.0.0.1:" + port)
                .localAddress("node-" + node)
                .config("lease", "3s")
                .config("heartbeat", "1s")
                .config("last_call", "100ms")
                .config("reform_last_call", "100ms");
    }

    @Override
    public RendezvousHandler newHandler(RendezvousParameters parameters) {
        return TcpBackend.create(parameters);
    }

    @Override
    public boolean isElastic() {
        return true;
    }

    /** The server is gone with the last node of the run. */
    @Override
    public boolean remembersClosedRuns() {
        return false;
    }
}
