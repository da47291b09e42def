package dev.rendezvous.zookeeper;

import dev.rendezvous.RendezvousParameters;
import java.util.Map;

/** Opens spaces as the backend does. */
final class Spaces {

    private Spaces() {}

    static ZookeeperSpace open(String endpoint, String run) {
        return open(endpoint, run, Map.of());
    }

    static ZookeeperSpace open(String endpoint, String run, Map<String, String> config) {
        return ZookeeperSpace.open(ZookeeperSettings.of(RendezvousParameters.builder("zookeeper")
                .endpoint(endpoint)
                .runId(run)
                .nodes(1, 3)
                .config(config)
                .build()));
    }
}
