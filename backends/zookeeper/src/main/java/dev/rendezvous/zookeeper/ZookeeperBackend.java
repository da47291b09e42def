package dev.rendezvous.zookeeper;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.ElasticRendezvous;

/**
 * Meets at an ensemble of ZooKeeper, version 3.6 or later. The endpoint is its connect string, {@code host:port,host:port/chroot}. The keys
 * of a run are below {@code /rdzv/<run>}; the lease of a node is its session.
 */
final class ZookeeperBackend {

    private ZookeeperBackend() {}

    @RendezvousBackend(
            value = "zookeeper",
            aliases = "zk",
            description = "Elastic groups that meet at an ensemble of ZooKeeper",
            optionsFrom = ElasticOptions.class)
    static RendezvousHandler create(RendezvousParameters parameters) {
        return ElasticRendezvous.handler(parameters, ZookeeperSpace.open(ZookeeperSettings.of(parameters)));
    }
}
