/**
 * A store over TCP, server and client, that speaks the protocol of PyTorch's {@code TCPStore}, and the backends that meet through
 * it.
 */
module dev.rendezvous.tcpstore {
    requires transitive dev.rendezvous.runtime;
    requires static dev.rendezvous.annotations;
    requires static transitive org.jspecify;

    exports dev.rendezvous.tcpstore;

    provides dev.rendezvous.spi.RendezvousBackendProvider with
            dev.rendezvous.tcpstore.StaticRendezvousHandler_RendezvousProvider;
}
