package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

final class Constructors {

    @RendezvousBackend("none") // BUG: RDZ012: com.acme.Constructors.None needs the constructor None(dev.rendezvous.RendezvousParameters), but has None()
    static final class None extends BaseHandler {}

    @RendezvousBackend("others") // BUG: but has Others(java.lang.String, int), Others(java.lang.Object) // BUG: RDZ012
    static final class Others extends BaseHandler {
        Others(String text, int number) {}

        Others(Object parameters) {}
    }

    @RendezvousBackend("varargs") // BUG: RDZ012 // BUG: but has Varargs(dev.rendezvous.RendezvousParameters...)
    static final class Varargs extends BaseHandler {
        Varargs(RendezvousParameters... parameters) {}
    }

    @RendezvousBackend("generic") // BUG: RDZ012 // BUG: but has Generic(P)
    static final class Generic extends BaseHandler {
        <P extends RendezvousParameters> Generic(P parameters) {}
    }

    @RendezvousBackend("factory") // BUG: RDZ012: com.acme.Constructors.Factory needs the constructor Factory(), but has Factory(dev.rendezvous.RendezvousParameters)
    static final class Factory implements RendezvousHandlerFactory {
        Factory(RendezvousParameters parameters) {}

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @RendezvousBackend("private") // BUG: RDZ013: the constructor Private(dev.rendezvous.RendezvousParameters) is private
    static final class Private extends BaseHandler {
        private Private(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("throws") // BUG: RDZ014: the constructor Throws(dev.rendezvous.RendezvousParameters) throws java.io.IOException, java.util.concurrent.TimeoutException; only
    static final class Throws extends BaseHandler {
        Throws(RendezvousParameters parameters)
                throws IOException, InterruptedException, TimeoutException, IllegalStateException, AssertionError {}
    }
}
