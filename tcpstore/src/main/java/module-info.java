/** A store over TCP, server and client, that speaks the protocol of PyTorch's {@code TCPStore}. */
module dev.rendezvous.tcpstore {
    requires transitive dev.rendezvous.runtime;
    requires static transitive org.jspecify;

    exports dev.rendezvous.tcpstore;
    exports dev.rendezvous.tcpstore.client;
    exports dev.rendezvous.tcpstore.server;
    exports dev.rendezvous.tcpstore.space;
}
