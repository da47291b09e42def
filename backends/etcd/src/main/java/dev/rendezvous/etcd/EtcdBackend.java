package dev.rendezvous.etcd;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.ElasticRendezvous;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.etcd.transport.Connection;
import dev.rendezvous.etcd.transport.HttpGateway;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Meets at etcd 3.4 or later. The endpoint is one member of the cluster or a list of them, {@code host:port,host:port}. No node is special,
 * and the run survives as long as the cluster has a quorum.
 */
final class EtcdBackend {

    private EtcdBackend() {}

    @RendezvousBackend(
            value = "etcd",
            aliases = "etcd-v3",
            description = "Elastic groups that meet at etcd v3, over its JSON gateway",
            optionsFrom = ElasticOptions.class,
            options =
                    @RendezvousBackend.Option(
                            name = EtcdSettings.NAMESPACE,
                            defaultValue = EtcdSettings.DEFAULT_NAMESPACE,
                            description = "the prefix of all keys, without a slash at the end"))
    static RendezvousHandler create(RendezvousParameters parameters) {
        return ElasticRendezvous.handler(parameters, open(parameters));
    }

    /** Opens the space of the run. Nothing is sent before its first call. */
    static CoordinationSpace open(RendezvousParameters parameters) {
        Connection connection = EtcdSettings.connection(parameters);
        EtcdKeys keys = new EtcdKeys(EtcdSettings.root(parameters));
        int first = ThreadLocalRandom.current().nextInt(connection.endpoints().size());
        return new EtcdSpace(HttpGateway.open(connection, first), keys);
    }
}
