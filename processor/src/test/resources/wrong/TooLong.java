package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

@RendezvousBackend(value = "long", description = TooLong.FOUR + TooLong.FOUR + TooLong.FOUR + TooLong.FOUR) // BUG: RDZ023: com.acme.TooLong does not fit into the index: its line has
final class TooLong extends BaseHandler {

    static final String ONE = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    static final String TWO = ONE + ONE + ONE + ONE;
    static final String THREE = TWO + TWO + TWO + TWO;
    static final String FOUR = THREE + THREE + THREE + THREE;

    TooLong(RendezvousParameters parameters) {}
}
