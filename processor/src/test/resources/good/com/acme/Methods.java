package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

abstract class Methods {

    @RendezvousBackend("method-one")
    static RendezvousHandler one(RendezvousParameters parameters) {
        return new TestBackend(parameters);
    }

    @RendezvousBackend("method-two")
    protected static <T extends RendezvousHandler> T two(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    static RendezvousHandler one(Object parameters) {
        throw new UnsupportedOperationException();
    }
}
