package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.annotations.RendezvousBackend.Option;
import dev.rendezvous.annotations.RendezvousBackend.Type;

@RendezvousBackend(
        value = "testbackend",
        aliases = {"tb", "t.b"},
        description = "Meets in a \"shared\" directory",
        options = {
            @Option(name = "dir", required = true, description = "The directory"),
            @Option(name = "poll", type = Type.DURATION, defaultValue = "500ms"),
            @Option(name = "tries", type = Type.INT, defaultValue = "3"),
            @Option(name = "fsync", type = Type.BOOL)
        })
final class TestBackend extends BaseHandler {
    TestBackend(RendezvousParameters parameters) {}

    TestBackend(String somethingElse) {}
}
