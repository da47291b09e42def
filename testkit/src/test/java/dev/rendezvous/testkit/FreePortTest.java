package dev.rendezvous.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortTest {

    private final List<Integer> ports = new ArrayList<>();

    @Test
    void portCanBeBound() throws Exception {
        int bound = FreePort.retrying(port -> {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        });

        assertThat(bound).isPositive();
    }

    @Test
    void takenPortIsReplacedByAnother() throws Exception {
        String result = FreePort.retrying(port -> {
            ports.add(port);
            if (ports.size() < 3) {
                throw new IllegalStateException(new BindException("in use"));
            }
            return "bound";
        });

        assertThat(result).isEqualTo("bound");
        assertThat(ports).hasSize(3);
    }

    @Test
    void otherFailuresAreThrownAtOnce() {
        assertThatThrownBy(() -> FreePort.retrying(port -> {
                    ports.add(port);
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(ports).hasSize(1);
    }
}
