package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

final class NameForms {

    static final String LONG = "a123456789b123456789c123456789d123456789e123456789f123456789g1234";

    @RendezvousBackend("  ") // BUG: RDZ001: the name "  " is blank
    static RendezvousHandler blank(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("TestBackend") // BUG: RDZ001: the name "TestBackend" has 'T' at index 0 // BUG: (did you mean "testbackend"?)
    static RendezvousHandler upper(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("etcd/v2") // BUG: RDZ001: the name "etcd/v2" has '/' at index 4 // BUG: (did you mean "etcd-v2"?)
    static RendezvousHandler slash(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("_etcd") // BUG: RDZ001: the name "_etcd" has '_' at index 0 // BUG: (did you mean "etcd"?)
    static RendezvousHandler underscore(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(LONG) // BUG: RDZ001 // BUG: has 65 characters; a name is 1 to 64 characters
    static RendezvousHandler tooLong(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("tcpst\u043ere") // BUG: RDZ001: the name "tcpst\u043ere" has // BUG: (U+043E) at index 5 // BUG: (did you mean "tcpstore"?)
    static RendezvousHandler cyrillic(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("c10\u217e") // BUG: RDZ001: the name "c10\u217e" has // BUG: at index 3 // BUG: (did you mean "c10d"?)
    static RendezvousHandler romanNumeral(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("etcd\u2010v2") // BUG: RDZ001: the name "etcd\u2010v2" has U+2010 at index 4 // BUG: (did you mean "etcd-v2"?)
    static RendezvousHandler hyphen(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend("et\u200bcd") // BUG: RDZ001: the name "et\u200bcd" has U+200B at index 2 // BUG: (did you mean "etcd"?)
    static RendezvousHandler invisible(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "alias-forms", aliases = "") // BUG: RDZ002: the alias "" is blank
    static RendezvousHandler blankAlias(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "alias-long", aliases = LONG) // BUG: RDZ002: the alias // BUG: has 65 characters
    static RendezvousHandler longAlias(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }

    @RendezvousBackend(value = "alias-itself", aliases = "alias-itself") // BUG: RDZ003: the alias "alias-itself" is the name itself; remove it
    static RendezvousHandler itself(RendezvousParameters parameters) {
        throw new UnsupportedOperationException();
    }
}
