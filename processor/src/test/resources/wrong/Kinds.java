package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class Kinds {

    @RendezvousBackend("enum-handler") // BUG: RDZ006: com.acme.Kinds.Single is an enum
    enum Single implements RendezvousHandlerFactory {
        INSTANCE;

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @RendezvousBackend("sealed") // BUG: RDZ007: com.acme.Kinds.Sealed is abstract
    abstract static sealed class Sealed extends BaseHandler {
        Sealed(RendezvousParameters parameters) {}
    }

    static final class Open extends Sealed {
        Open(RendezvousParameters parameters) {
            super(parameters);
        }
    }

    private interface Hidden {
        @RendezvousBackend("in-private-interface") // BUG: RDZ008: com.acme.Kinds.Hidden is private
        final class Deep extends BaseHandler {
            Deep(RendezvousParameters parameters) {}
        }
    }

    final class Around {
        @RendezvousBackend("inner-of-inner") // BUG: RDZ010: com.acme.Kinds.Around.Inner is an inner class
        final class Inner extends BaseHandler {
            Inner(RendezvousParameters parameters) {}
        }
    }

    @RendezvousBackend("varargs-factory") // BUG: RDZ012: com.acme.Kinds.VarargsFactory needs the constructor VarargsFactory(), but has VarargsFactory(java.lang.String...)
    static final class VarargsFactory implements RendezvousHandlerFactory {
        VarargsFactory(String... names) {}

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @RendezvousBackend("hidden-factory") // BUG: RDZ013: the constructor HiddenFactory() is private
    static final class HiddenFactory implements RendezvousHandlerFactory {
        private HiddenFactory() {}

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @RendezvousBackend("throwing-factory") // BUG: RDZ014: the constructor ThrowingFactory() throws java.lang.Exception; only
    static final class ThrowingFactory implements RendezvousHandlerFactory {
        ThrowingFactory() throws Exception {}

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @RendezvousBackend("generic-throw") // BUG: RDZ014: the constructor GenericThrow(dev.rendezvous.RendezvousParameters) throws E; only
    static final class GenericThrow extends BaseHandler {
        <E extends Exception> GenericThrow(RendezvousParameters parameters) throws E {}
    }

    @RendezvousBackend("both-none") // BUG: RDZ012: com.acme.Kinds.BothNone needs the constructor BothNone(dev.rendezvous.RendezvousParameters) or BothNone(), but has BothNone(java.lang.String)
    static final class BothNone extends BaseHandler implements RendezvousHandlerFactory {
        BothNone(String text) {}

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            return this;
        }
    }
}
