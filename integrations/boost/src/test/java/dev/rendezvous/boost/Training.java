package dev.rendezvous.boost;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import java.util.Map;

/** What the programs of the tests share. */
final class Training {

    static final int NODES = 3;
    static final int ITERATIONS = 10;

    private Training() {}

    static RendezvousHandler handler(String endpoint) throws InterruptedException {
        return RendezvousRegistry.discovered(Training.class.getClassLoader())
                .createHandler(RendezvousParameters.builder("tcp")
                        .endpoint(endpoint)
                        .runId("train")
                        .nodes(NODES, NODES)
                        .localAddress("127.0.0.1")
                        .config(Map.of("disconnect_grace", "500ms", "reform_last_call", "200ms"))
                        .build());
    }
}
