package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class OldParts {

    @RendezvousBackend("old-constructor")
    static final class OldConstructor extends BaseHandler {
        @Deprecated(forRemoval = true)
        OldConstructor(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("old-create")
    static final class OldCreate implements RendezvousHandlerFactory {
        OldCreate() {}

        @Deprecated
        OldCreate(String unused) {}

        @Override
        @Deprecated
        public RendezvousHandler create(RendezvousParameters parameters) {
            return new TestBackend(parameters);
        }
    }
}
