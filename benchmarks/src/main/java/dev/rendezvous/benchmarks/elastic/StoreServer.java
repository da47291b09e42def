package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.benchmarks.ServerProcess;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;

/** A process that is a TCP store server until its input ends. */
final class StoreServer {

    private StoreServer() {}

    public static void main(String[] args) throws IOException {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            ServerProcess.announceAndStay(server.port());
        }
    }
}
