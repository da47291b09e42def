package dev.rendezvous.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {

    /** So many that some would be equal if they were chosen by chance alone: about eleven of 22,000. */
    private static final int PORTS = 500;

    @Test
    void portCanBeBound() throws Exception {
        int port = FreePort.find();

        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.getLocalPort()).isEqualTo(port).isBetween(10_000, 31_999);
        }
    }

    @Test
    void twoProcessesNeverGetTheSamePort() throws Exception {
        try (JavaProcess other = JavaProcess.start(Finder.class)) {
            Set<Integer> ports = new HashSet<>();
            for (int i = 0; i < PORTS; i++) {
                ports.add(Integer.valueOf(other.nextLine()));
            }
            for (int i = 0; i < PORTS; i++) {
                ports.add(FreePort.find());
            }

            assertThat(ports).hasSize(2 * PORTS);
        }
    }

    /** The other process. It holds its ports until its input ends. */
    static final class Finder {

        private Finder() {}

        public static void main(String[] arguments) throws IOException {
            for (int i = 0; i < PORTS; i++) {
                System.out.println(FreePort.find());
            }
            int end = System.in.read();
            System.exit(Math.min(end + 1, 1));
        }
    }
}
