package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class Duplicates {

    @RendezvousBackend("same") // BUG: RDZ005: the name "same" is claimed by com.acme.Duplicates$One // BUG: and also by com.acme.Duplicates$Two
    static final class One extends BaseHandler {
        One(RendezvousParameters parameters) {}
    }

    @RendezvousBackend( // BUG[ECJ]: RDZ005: the name "same" is claimed by com.acme.Duplicates$Two
            value = "other",
            aliases = {
                "fine",
                "same" // BUG[JAVAC]: RDZ005: the name "same" is claimed by com.acme.Duplicates$Two // BUG[JAVAC]: and also by com.acme.Duplicates$One
            })
    static final class Two extends BaseHandler {
        Two(RendezvousParameters parameters) {}
    }
}
