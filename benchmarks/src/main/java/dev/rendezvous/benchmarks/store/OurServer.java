package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.ServerProcess;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;

/** A process that is our server until its input ends; says on which port. */
final class OurServer {

    private OurServer() {}

    public static void main(String[] args) throws IOException {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            ServerProcess.announceAndStay(server.port());
        }
    }
}
