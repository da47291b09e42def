package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.annotations.RendezvousBackend.Option;
import dev.rendezvous.annotations.RendezvousBackend.Options;
import dev.rendezvous.annotations.RendezvousBackend.Type;

final class OptionSets {

    @RendezvousBackend(value = "no-set", optionsFrom = String.class) // BUG: RDZ037: the class java.lang.String in optionsFrom
    static final class NoSet extends BaseHandler {
        NoSet(RendezvousParameters parameters) {}
    }

    @RendezvousBackend(value = "primitive", optionsFrom = int.class) // BUG: RDZ037: the class int in optionsFrom
    static final class Primitive extends BaseHandler {
        Primitive(RendezvousParameters parameters) {}
    }

    @RendezvousBackend(value = "twice", optionsFrom = {Lease.class, Lease.class}) // BUG: RDZ038: the class com.acme.OptionSets.Lease
    static final class Twice extends BaseHandler {
        Twice(RendezvousParameters parameters) {}
    }

    // The set comes second, so the option of the set is reported.
    @RendezvousBackend(value = "own", options = @Option(name = "lease"), optionsFrom = Lease.class) // BUG: RDZ025: the option "lease" is declared in options and also by com.acme.OptionSets.Lease; remove one
    static final class Own extends BaseHandler {
        Own(RendezvousParameters parameters) {}
    }

    @RendezvousBackend(value = "sets", optionsFrom = {Lease.class, OtherLease.class}) // BUG: RDZ025: the option "lease" is declared by com.acme.OptionSets.Lease and also by com.acme.OptionSets.OtherLease
    static final class Sets extends BaseHandler {
        Sets(RendezvousParameters parameters) {}
    }

    @RendezvousBackend(value = "reported-at-the-set", optionsFrom = Wrong.class)
    static final class OfAWrongSet extends BaseHandler {
        OfAWrongSet(RendezvousParameters parameters) {}
    }

    @Options(@Option(name = "lease"))
    interface Lease {}

    @Options(@Option(name = "lease"))
    interface OtherLease {}

    @Options(@Option(name = "wait", type = Type.DURATION, defaultValue = "5 parsecs")) // BUG: RDZ026: the option "wait" has the default
    interface Wrong {}

    @Options({@Option(name = "a key"), @Option(name = "b", required = true, defaultValue = "x")}) // BUG: RDZ024 // BUG: RDZ027
    interface Unused {}
}
