package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

@RendezvousBackend("record")
record RecordBackend() implements RendezvousHandlerFactory {
    @Override
    public RendezvousHandler create(RendezvousParameters parameters) {
        return new TestBackend(parameters);
    }
}
