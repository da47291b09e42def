package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class Classes {

    @RendezvousBackend("interface") // BUG: RDZ006: com.acme.Classes.Interface is an interface
    interface Interface extends RendezvousHandler {}

    @RendezvousBackend("enum") // BUG: RDZ006: com.acme.Classes.Enum is an enum
    enum Enum implements RendezvousHandlerFactory {
        ONE;

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @RendezvousBackend("annotation") // BUG: RDZ006: com.acme.Classes.Annotation is an annotation type
    @interface Annotation {}

    @RendezvousBackend("abstract") // BUG: RDZ007: com.acme.Classes.Abstract is abstract
    abstract static class Abstract extends BaseHandler {
        Abstract(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("private") // BUG: RDZ008: com.acme.Classes.Private is private
    private static final class Private extends BaseHandler {
        Private(RendezvousParameters parameters) {}
    }

    private static final class Around {
        @RendezvousBackend("in-private") // BUG: RDZ008: com.acme.Classes.Around is private
        static final class InPrivate extends BaseHandler {
            InPrivate(RendezvousParameters parameters) {}
        }

        @RendezvousBackend("method-in-private") // BUG: RDZ008: com.acme.Classes.Around is private
        static RendezvousHandler make(RendezvousParameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @RendezvousBackend("inner") // BUG: RDZ010: com.acme.Classes.Inner is an inner class
    final class Inner extends BaseHandler {
        Inner(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("none") // BUG: RDZ015: com.acme.Classes.None implements neither
    static final class None {
        None(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("both") // BUG: RDZ016: com.acme.Classes.Both can be used as // BUG: Both(dev.rendezvous.RendezvousParameters) and Both()
    static final class Both extends BaseHandler implements RendezvousHandlerFactory {
        Both() {}

        Both(RendezvousParameters parameters) {}

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            return this;
        }
    }

    @RendezvousBackend("only-one-constructor")
    static final class OnlyOneConstructor extends BaseHandler implements RendezvousHandlerFactory {
        private OnlyOneConstructor() {}

        OnlyOneConstructor(RendezvousParameters parameters) {}

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            return this;
        }
    }
}
