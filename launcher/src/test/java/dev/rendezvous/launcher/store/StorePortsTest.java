package dev.rendezvous.launcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rendezvous.launcher.plan.PortRange;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.FreePort;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorePortsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void nextPortIsUsedIfFirstIsTaken() throws Exception {
        int first = FreePort.find();
        StorePorts ports = new StorePorts(Optional.of(new PortRange(first, first + 20)));
        try (TcpStoreServer one = ports.start(LOOPBACK);
                TcpStoreServer two = ports.start(LOOPBACK)) {
            assertThat(one.port()).isBetween(first, first + 20);
            assertThat(two.port()).isBetween(one.port() + 1, first + 20);
        }
    }

    @Test
    void takenRangeIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            int port = taken.getLocalPort();
            StorePorts ports = new StorePorts(Optional.of(new PortRange(port, port)));

            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> ports.free(LOOPBACK))
                    .withMessageContaining("no port of --port-range " + port + "-" + port + " is free on 127.0.0.1");
        }
    }

    @Test
    void anyPortIsTakenWithoutARange() throws Exception {
        assertThat(new StorePorts(Optional.empty()).free(LOOPBACK)).isPositive();
    }
}
