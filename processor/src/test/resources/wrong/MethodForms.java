package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

interface MethodForms {

    @RendezvousBackend("abstract") // BUG: RDZ017: the method instance(dev.rendezvous.RendezvousParameters) is not static; make it static
    RendezvousHandler instance(RendezvousParameters parameters);

    @RendezvousBackend("default") // BUG: RDZ017: the method inherited(dev.rendezvous.RendezvousParameters) is not static
    default RendezvousHandler inherited(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("private") // BUG: RDZ018: the method hidden(dev.rendezvous.RendezvousParameters) is private
    private static RendezvousHandler hidden(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("two") // BUG: RDZ019: the method two(dev.rendezvous.RendezvousParameters, int) has the wrong parameters
    static RendezvousHandler two(RendezvousParameters parameters, int more) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("object") // BUG: RDZ019: the method object(java.lang.Object) has the wrong parameters
    static RendezvousHandler object(Object parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("generic-parameter") // BUG: RDZ019: the method genericParameter(P) has the wrong parameters
    static <P extends RendezvousParameters> RendezvousHandler genericParameter(P parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("generic-result") // BUG: RDZ020: the method genericResult(dev.rendezvous.RendezvousParameters) returns T
    static <T> T genericResult(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("factory") // BUG: RDZ020: the method factory(dev.rendezvous.RendezvousParameters) returns dev.rendezvous.RendezvousHandlerFactory
    static RendezvousHandlerFactory factory(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("array") // BUG: RDZ020: the method array(dev.rendezvous.RendezvousParameters) returns dev.rendezvous.RendezvousHandler[]
    static RendezvousHandler[] array(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("throws") // BUG: RDZ014: the method throwing(dev.rendezvous.RendezvousParameters) throws java.lang.Throwable; only
    static RendezvousHandler throwing(RendezvousParameters parameters) throws Throwable {
        throw new UnsupportedOperationException();
    }

    final class OneName {
        @RendezvousBackend("nested-class") // BUG: RDZ021: the providers of com.acme.MethodForms.OneName
        static final class etcd extends BaseHandler {
            etcd(RendezvousParameters parameters) {}
        }

        @RendezvousBackend("method-of-that-name")
        static RendezvousHandler etcd(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }
}
