/** The backend {@code tcp}: elastic groups that meet at a TCP store server, which one of the nodes hosts. */
module dev.rendezvous.tcp {
    requires dev.rendezvous.engine;
    requires dev.rendezvous.tcpstore;
    requires static dev.rendezvous.annotations;
    requires static org.jspecify;

    provides dev.rendezvous.spi.RendezvousBackendProvider with
            dev.rendezvous.tcp.TcpBackend_create_RendezvousProvider;
}
