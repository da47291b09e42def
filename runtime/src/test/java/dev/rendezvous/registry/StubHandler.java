package dev.rendezvous.registry;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;

/** A handler that can be asked what happened to it. */
class StubHandler implements RendezvousHandler {

    private final String backend;
    private boolean closed;

    StubHandler(String backend) {
        this.backend = backend;
    }

    boolean isReleased() {
        return closed;
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public String runId() {
        return "run";
    }

    @Override
    public RendezvousInfo nextRendezvous() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRunClosed() {
        return false;
    }

    @Override
    public void closeRun() {}

    @Override
    public int numNodesWaiting() {
        return 0;
    }

    @Override
    public boolean shutdown() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
