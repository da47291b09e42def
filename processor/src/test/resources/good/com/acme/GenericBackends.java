package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class GenericBackends<U> {

    @RendezvousBackend("generic")
    static final class Generic<T extends Comparable<T>> extends BaseHandler {
        Generic(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("generic-factory")
    static final class GenericFactory<T extends GenericFactory<T>> implements RendezvousHandlerFactory {
        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            return new TestBackend(parameters);
        }
    }
}
