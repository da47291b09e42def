package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.annotations.RendezvousBackend.Option;

@RendezvousBackend(value = "sharing", options = @Option(name = "own"), optionsFrom = SharedOptions.class)
final class SharingBackend extends BaseHandler {
    SharingBackend(RendezvousParameters parameters) {}
}
