package dev.rendezvous.launcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rendezvous.launcher.plan.PortRange;
import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortReservationTest {

    @Test
    void portsAreDistinct() throws IOException {
        try (PortReservation one = PortReservation.of(Optional.empty(), 3, true);
                PortReservation other = PortReservation.of(Optional.empty(), 2, false)) {
            assertThat(one.ports().each())
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .doesNotContainAnyElementsOf(other.ports().each());
            assertThat(one.ports().tracker()).isPresent();
            assertThat(one.ports().each()).doesNotContain(one.ports().tracker().orElseThrow());
            assertThat(other.ports().tracker()).isEmpty();
        }
    }

    @Test
    void heldPortIsTakenAndRefusesConnections() throws IOException {
        try (PortReservation held = PortReservation.of(Optional.empty(), 1, false)) {
            int port = held.ports().each().get(0);

            assertThatExceptionOfType(BindException.class).isThrownBy(() -> new ServerSocket(port).close());
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> {
                try (Socket client = new Socket()) {
                    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                }
            });
        }
    }

    @Test
    void releasedPortCanBeListenedOn() throws IOException {
        int port;
        try (PortReservation held = PortReservation.of(Optional.empty(), 1, false)) {
            port = held.ports().each().get(0);
        }
        try (ServerSocket server = new ServerSocket(port)) {
            assertThat(server.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void portsLieInTheirRange() throws IOException {
        int port = FreePort.find();
        Optional<PortRange> range = Optional.of(new PortRange(port, port));
        try (PortReservation held = PortReservation.of(range, 1, false)) {
            assertThat(held.ports().each()).containsExactly(port);

            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> PortReservation.of(range, 2, false).close())
                    .withMessage("not enough ports of --port-range are free for 2 workers");
        }
    }
}
