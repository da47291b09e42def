package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class Clash {

    @RendezvousBackend("nested")
    static final class Nested extends BaseHandler {
        Nested(RendezvousParameters parameters) {}
    }
}

@RendezvousBackend("flat") // BUG: RDZ021: the providers of com.acme.Clash.Nested and com.acme.Clash_Nested would have the same name, com.acme.Clash_Nested_RendezvousProvider
final class Clash_Nested extends BaseHandler {
    Clash_Nested(RendezvousParameters parameters) {}
}

final class Occupied {

    @RendezvousBackend("occupied") // BUG: RDZ022: the class com.acme.Occupied_make_RendezvousProvider exists and was not generated // BUG: or rename com.acme.Occupied.make
    static RendezvousHandler make(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }
}

final class Occupied_make_RendezvousProvider {}
