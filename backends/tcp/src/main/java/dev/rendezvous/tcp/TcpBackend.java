package dev.rendezvous.tcp;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.ElasticRendezvous;
import dev.rendezvous.spi.TlsOptions;

/**
 * Meets at a TCP store server that one of the nodes hosts: the elastic backend that needs nothing installed. When the serving process
 * ends, another node on that host starts an empty server, and every node restarts its round. Without another node on that host the run
 * ends. If that is not acceptable, use {@code rdzv store serve}, or a backend on a service that keeps its memory.
 */
final class TcpBackend {

    private TcpBackend() {}

    @RendezvousBackend(
            value = "tcp",
            description = "Elastic groups that meet at a TCP store server, which one of the nodes hosts",
            optionsFrom = ElasticOptions.class,
            options = {
                @RendezvousBackend.Option(
                        name = TcpSettings.SERVE,
                        defaultValue = TcpSettings.DEFAULT_SERVE,
                        description =
                                "whether this node may host the server: auto (if the endpoint is this machine), yes or no"),
                @RendezvousBackend.Option(
                        name = TcpSettings.DISCONNECT_GRACE,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = TcpSettings.DEFAULT_GRACE,
                        description = "after which a node is lost whose connection was closed"),
                @RendezvousBackend.Option(
                        name = TlsOptions.CLIENT_CERTIFICATES,
                        type = RendezvousBackend.Type.BOOL,
                        defaultValue = "false",
                        description = "whether the node that serves requires a certificate of each node")
            })
    static RendezvousHandler create(RendezvousParameters parameters) {
        return ElasticRendezvous.handler(parameters, TcpSpace.open(TcpSettings.of(parameters)));
    }
}
