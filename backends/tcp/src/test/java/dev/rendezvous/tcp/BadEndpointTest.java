package dev.rendezvous.tcp;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints at which no group can meet: each gets a message with the place, the expectation and the remedy. */
@Timeout(60)
class BadEndpointTest {

    private static final int GREETING_BYTES = 6;
    private static final int NONCE_BYTES = 4;

    private Nodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = new Nodes();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void endpointOfNoNodeIsNamedWithRemedy() {
        RendezvousHandler handler = handler("127.0.0.1:" + nodes.port());

        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContainingAll(
                        "127.0.0.1:" + nodes.port(), "no server listens there", "may serve", "rdzv store serve");
    }

    @Test
    void unknownHostIsNamed() {
        RendezvousHandler handler = handler("no-such-host.invalid:29400");

        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContainingAll("the host no-such-host.invalid is not known here", "check the endpoint");
    }

    @Test
    void serverOfPyTorchIsNamedWithRemedy() throws Exception {
        Thread pytorch;
        try (ServerSocket server = new ServerSocket(nodes.port(), 1, InetAddress.getLoopbackAddress())) {
            pytorch = new Thread(() -> answerAsPyTorch(server), "a store of PyTorch");
            pytorch.setDaemon(true);
            pytorch.start();
            RendezvousHandler handler = handler("127.0.0.1:" + nodes.port());

            assertThatThrownBy(handler::nextRendezvous)
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContainingAll(
                            "127.0.0.1:" + nodes.port(), "is PyTorch's", "no cells", "rdzv store serve");
        }
        pytorch.join(Duration.ofSeconds(10).toMillis());
    }

    /** PyTorch sends back the number of a ping as it is; a server of ours changes it. */
    private static void answerAsPyTorch(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().readNBytes(GREETING_BYTES);
                client.getOutputStream().write(client.getInputStream().readNBytes(NONCE_BYTES));
                client.getInputStream().read();
            } catch (IOException closed) {
                // The client, or the test, has gone.
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node0", "node0:0"})
    void endpointNeedsHostAndPort(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(endpoint))
                .withMessageContainingAll("endpoint", "host:port", "node0:29400");
    }

    private RendezvousHandler handler(String endpoint) {
        RendezvousParameters parameters = RendezvousParameters.builder("tcp")
                .endpoint(endpoint)
                .runId("run")
                .nodes(1, 2)
                .config("serve", "no")
                .config("join_timeout", "2s")
                .config("unreachable_timeout", "2s")
                .build();
        return nodes.closedAtEnd(TcpBackend.create(parameters));
    }
}
