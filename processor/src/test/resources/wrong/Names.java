package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class Names {

    @RendezvousBackend("Test Backend") // BUG: RDZ001: the name "Test Backend" has 'T' at index 0 // BUG: did you mean "test-backend"?
    static final class Upper extends BaseHandler {
        Upper(RendezvousParameters parameters) {}
    }

    @RendezvousBackend("") // BUG: RDZ001: the name "" is blank
    static final class Blank extends BaseHandler {
        Blank(RendezvousParameters parameters) {}
    }

    @RendezvousBackend( // BUG[ECJ]: RDZ002 // BUG[ECJ]: RDZ003: the alias "aliases" // BUG[ECJ]: RDZ003: the alias "fine"
            value = "aliases",
            aliases = {
                "fine",
                "nöt fine", // BUG[JAVAC]: RDZ002: the alias "n\u00f6t fine" has
                "aliases", // BUG[JAVAC]: RDZ003: the alias "aliases" is the name itself; remove it
                "fine" // BUG[JAVAC]: RDZ003: the alias "fine" is declared twice; remove one
            })
    static final class Aliases extends BaseHandler {
        Aliases(RendezvousParameters parameters) {}
    }

    @RendezvousBackend(
            value = "description",
            description = "two\nlines") // BUG: RDZ004: the description "two // BUG: has U+000A at index 3
    static final class TwoLines extends BaseHandler {
        TwoLines(RendezvousParameters parameters) {}
    }

    @RendezvousBackend(
            value = "blank",
            description = " blank around ") // BUG: RDZ004: the description " blank around " begins or ends with a blank
    static final class BlankAround extends BaseHandler {
        BlankAround(RendezvousParameters parameters) {}
    }
}
