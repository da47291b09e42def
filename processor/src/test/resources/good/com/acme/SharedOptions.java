package com.acme;

import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.annotations.RendezvousBackend.Option;
import dev.rendezvous.annotations.RendezvousBackend.Type;

@RendezvousBackend.Options({
    @Option(name = "lease", type = Type.DURATION, defaultValue = "15s", description = "How long a node lives"),
    @Option(name = "heartbeat", type = Type.DURATION, defaultValue = "5s")
})
interface SharedOptions {}
