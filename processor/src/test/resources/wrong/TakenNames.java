package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class TakenNames {

    @RendezvousBackend("etcd") // BUG: RDZ005: the name "etcd" is claimed by com.acme.TakenNames$Type // BUG: TakenNames_method_RendezvousProvider // BUG: TakenNames_third_RendezvousProvider
    static final class Type extends BaseHandler {
        Type(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("etcd") // BUG: RDZ005: the name "etcd" is claimed by com.acme.TakenNames (provider com.acme.TakenNames_method // BUG: TakenNames_Type_RendezvousProvider // BUG: TakenNames_third_RendezvousProvider
    static RendezvousHandler method(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "third", aliases = "etcd") // BUG: RDZ005: the name "etcd" is claimed by com.acme.TakenNames (provider com.acme.TakenNames_third // BUG: TakenNames_Type_RendezvousProvider // BUG: TakenNames_method_RendezvousProvider
    static RendezvousHandler third(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "one", aliases = "shared") // BUG: RDZ005: the name "shared" is claimed by com.acme.TakenNames (provider com.acme.TakenNames_one // BUG: TakenNames_two_RendezvousProvider
    static RendezvousHandler one(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "two", aliases = "shared") // BUG: RDZ005: the name "shared" is claimed by com.acme.TakenNames (provider com.acme.TakenNames_two // BUG: TakenNames_one_RendezvousProvider
    static RendezvousHandler two(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }
}
