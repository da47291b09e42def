package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;

/** Called like a type that the generated source needs, in the package that it is generated into. */
@RendezvousBackend("same-name")
final class RendezvousBackendProvider extends BaseHandler {
    RendezvousBackendProvider(RendezvousParameters parameters) {}
}

final class SuppressWarnings {}
