package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;

/** What the handlers of these sources have in common. */
abstract class BaseHandler implements RendezvousHandler {

    @Override
    public String backend() {
        return "none";
    }

    @Override
    public String runId() {
        return "none";
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
    public void close() {}
}
