package dev.rendezvous.registry;

import dev.rendezvous.RendezvousParameters;

/** Parameters that name a backend and nothing else. */
final class TestParameters {

    private TestParameters() {}

    static RendezvousParameters asking(String name) {
        return RendezvousParameters.builder(name).build();
    }
}
