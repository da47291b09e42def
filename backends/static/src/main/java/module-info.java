/** The backend {@code static}: a fixed number of nodes meet at a TCP store that the node of rank 0 hosts. */
module dev.rendezvous.fixed {
    requires dev.rendezvous.runtime;
    requires dev.rendezvous.tcpstore;
    requires static dev.rendezvous.annotations;
    requires static org.jspecify;

    provides dev.rendezvous.spi.RendezvousBackendProvider with
            dev.rendezvous.fixed.StaticRendezvousHandler_RendezvousProvider;
}
