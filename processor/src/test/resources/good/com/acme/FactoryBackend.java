package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

@RendezvousBackend(value = "factory", description = "Größe \\u00fc € \ud83d\ude00 $1 */")
class FactoryBackend implements RendezvousHandlerFactory {
    @Override
    public RendezvousHandler create(RendezvousParameters parameters) {
        return new TestBackend(parameters);
    }
}
