package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A server in a process of its own that runs out of descriptors. A process that shares the JVM of other tests has opened long ago what
 * the first line of a log needs.
 */
@DisabledOnOs(OS.WINDOWS)
class FewDescriptorsTest {

    private static final int DESCRIPTORS = 256;

    /** Serves until its input ends. */
    static final class Server {

        public static void main(String[] arguments) throws IOException {
            try (TcpStoreServer server = TcpStoreServer.builder().start()) {
                System.out.println(server.port());
                while (System.in.read() >= 0) {
                    // The test says nothing.
                }
            }
        }
    }

    @Test
    void serverSurvivesALackOfDescriptors() throws Exception {
        try (JavaProcess process = JavaProcess.startWithDescriptors(DESCRIPTORS, Server.class)) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(process.nextLine()));
            try (RawClient first = connect(address)) {
                List<RawClient> many = new ArrayList<>();
                for (int i = 0; i < DESCRIPTORS; i++) {
                    many.add(connect(address));
                    first.answersNothingElse(Dialect.CURRENT, 0);
                }
                for (RawClient client : many) {
                    client.close();
                }
                first.answersNothingElse(Dialect.CURRENT, 0);
            }
            try (RawClient last = connect(address)) {
                last.answersNothingElse(Dialect.CURRENT, 0);
            }
            assertThat(process.isAlive()).isTrue();
        }
    }

    private static RawClient connect(InetSocketAddress address) throws IOException {
        return RawClient.to(address).send(Frame.handshake());
    }
}
