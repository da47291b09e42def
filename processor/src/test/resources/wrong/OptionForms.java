package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.annotations.RendezvousBackend.Option;
import dev.rendezvous.annotations.RendezvousBackend.Type;

/** One option each, which both compilers can point at. */
final class OptionForms {

    @RendezvousBackend(value = "blank", options = @Option(name = "")) // BUG: RDZ024: the option "" is not a config key
    static RendezvousHandler blank(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "blanks", options = @Option(name = "ca cert")) // BUG: RDZ024: the option "ca cert" is not a config key // BUG: (did you mean "ca_cert"?)
    static RendezvousHandler blanks(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "cyrillic", options = @Option(name = "p\u043ert")) // BUG: RDZ024: the option "p\u043ert" is not a config key // BUG: (did you mean "port"?)
    static RendezvousHandler cyrillic(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "int", options = @Option(name = "n", type = Type.INT, defaultValue = "2147483648")) // BUG: RDZ026: the option "n" has the default "2147483648", expected a decimal integer
    static RendezvousHandler tooMuch(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "grouped", options = @Option(name = "n", type = Type.INT, defaultValue = "10_000")) // BUG: RDZ026: the option "n" has the default "10_000", expected // BUG: (did you mean "10000"?)
    static RendezvousHandler grouped(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "bool", options = @Option(name = "b", type = Type.BOOL, defaultValue = "ture")) // BUG: RDZ026: the option "b" has the default "ture", expected one of // BUG: (did you mean "true"?)
    static RendezvousHandler misspelled(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "unit", options = @Option(name = "d", type = Type.DURATION, defaultValue = "5 minutes")) // BUG: RDZ026: the option "d" has the default "5 minutes", expected a duration // BUG: (did you mean "5m"?)
    static RendezvousHandler unit(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "required", options = @Option(name = "r", required = true, defaultValue = "5 minutes")) // BUG: RDZ027: the option "r" is required
    static RendezvousHandler required(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }
}
