package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import java.io.IOException;

class WrongMethods {

    @RendezvousBackend("instance") // BUG: RDZ017: the method instance(dev.rendezvous.RendezvousParameters) is not static
    RendezvousHandler instance(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("hidden") // BUG: RDZ018: the method hidden(dev.rendezvous.RendezvousParameters) is private
    private static RendezvousHandler hidden(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("nothing") // BUG: RDZ019: the method nothing() has the wrong parameters
    static RendezvousHandler nothing() {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("many") // BUG: RDZ019: the method many(dev.rendezvous.RendezvousParameters...) has the wrong parameters
    static RendezvousHandler many(RendezvousParameters... parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("object") // BUG: RDZ020: the method object(dev.rendezvous.RendezvousParameters) returns java.lang.Object
    static Object object(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("void") // BUG: RDZ020: the method nothingBack(dev.rendezvous.RendezvousParameters) returns void
    static void nothingBack(RendezvousParameters parameters) {}

    @RendezvousBackend("throws") // BUG: RDZ014: the method throwing(dev.rendezvous.RendezvousParameters) throws java.io.IOException
    static RendezvousHandler throwing(RendezvousParameters parameters) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
