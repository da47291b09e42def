package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class Outer {

    @RendezvousBackend("nested")
    static final class Inner extends BaseHandler {
        Inner(RendezvousParameters parameters) throws InterruptedException, IllegalStateException {}
    }

    interface Methods {
        @RendezvousBackend("interface-method")
        static RendezvousHandler viaInterface(RendezvousParameters parameters) {
            return new TestBackend(parameters);
        }
    }

    record Point(int x) {
        @RendezvousBackend("record-method")
        static TestBackend viaRecord(RendezvousParameters parameters) throws InterruptedException {
            return new TestBackend(parameters);
        }
    }
}
