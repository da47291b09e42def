package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

@Deprecated
final class OldBackends {

    @Deprecated(forRemoval = true)
    @RendezvousBackend("leaving")
    static final class Leaving extends BaseHandler {
        @Deprecated
        Leaving(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("old-method")
    @Deprecated
    static RendezvousHandler make(RendezvousParameters parameters) {
        return new TestBackend(parameters);
    }
}
