package dev.rendezvous.c10d;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.testkit.FreePort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which node hosts the store. The display names are those of PyTorch's {@code CreateBackendTest}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StoreHostTest {

    private final List<C10dRendezvousHandler> handlers = new ArrayList<>();
    private final int port = FreePort.find();

    @AfterEach
    void close() {
        handlers.forEach(C10dRendezvousHandler::close);
    }

    private C10dRendezvousHandler handler(String host, String... config) {
        RendezvousParameters.Builder parameters = RendezvousParameters.builder("c10d")
                .endpoint(host + ":" + port)
                .runId("dummy_run_id")
                .nodes(1, 1)
                .config("read_timeout", "1s")
                .config("linger", "0s");
        for (int i = 0; i < config.length; i += 2) {
            parameters.config(config[i], config[i + 1]);
        }
        C10dRendezvousHandler handler = new C10dRendezvousHandler(
                C10dSettings.of(parameters.build(), Map.of()),
                new MachineName(MachineName.RealNetwork.INSTANCE),
                new Node("127.0.0.1", 1, handlers.size()));
        handlers.add(handler);
        return handler;
    }

    private String stored() throws InterruptedException {
        try (TcpStoreClient client = TcpStoreClient.builder("localhost", port).connect()) {
            return new String(client.get("torch.rendezvous.dummy_run_id"), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    @DisplayName("test_create_backend_returns_backend, test_create_backend_returns_backend_if_is_host_is_not_specified")
    void nodeOfTheEndpointHostsTheStore(String host) throws Exception {
        C10dRendezvousHandler handler = handler(host);
        assertThat(handler.isRunClosed()).isFalse();
        assertThat(stored()).isEqualTo("Y2FuaW1hZGFt");
        handler.nextRendezvous();
        assertThat(stored()).isNotEqualTo("Y2FuaW1hZGFt");
    }

    @Test
    @DisplayName("test_create_backend_returns_backend_if_is_host_is_not_specified_and_store_already_exists")
    void secondNodeOfTheMachineConnects() throws Exception {
        handler("localhost").isRunClosed();
        C10dRendezvousHandler second = handler("localhost");
        assertThat(second.isRunClosed()).isFalse();
        second.closeRun();
        assertThat(handler("localhost").isRunClosed()).isTrue();
    }

    @Test
    @DisplayName("test_create_backend_returns_backend_if_is_host_is_false")
    void nodeThatMayNotHostConnects() throws Exception {
        handler("localhost", "is_host", "true").isRunClosed();
        assertThat(handler("localhost", "is_host", "false").isRunClosed()).isFalse();
    }

    @Test
    @DisplayName("test_create_backend_raises_error_if_store_is_unreachable")
    void missingStoreIsAConnectionFailure() {
        assertThatThrownBy(handler("localhost", "is_host", "false")::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("localhost:" + port);
    }

    @Test
    void closeEndsTheWaitForTheStore() throws Exception {
        C10dRendezvousHandler handler = handler("localhost", "is_host", "false", "read_timeout", "60s");
        BackgroundCall<RendezvousInfo> joining =
                BackgroundCall.start(handler::nextRendezvous).untilItWaits();
        long start = System.nanoTime();
        handler.close();
        assertThatThrownBy(joining::result).isInstanceOf(IllegalStateException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    @DisplayName("test_create_backend_raises_error_if_endpoint_is_invalid")
    void unknownHostIsAConnectionFailure(String isHost) {
        // A node that must host listens on all addresses, and then cannot reach itself by the name.
        assertThatThrownBy(handler("dummy.invalid", "is_host", isHost)::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("dummy.invalid");
    }

    @Test
    void portInUseEndsAnAppointedHost() throws Exception {
        handler("localhost", "is_host", "true").isRunClosed();
        assertThatThrownBy(handler("localhost", "is_host", "true")::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContainingAll("is_host", "localhost:" + port);
    }

    @Test
    void storeStaysUntilTheOthersHaveLeft() throws Exception {
        C10dRendezvousHandler host = handler("localhost", "linger", "30s");
        host.isRunClosed();
        C10dRendezvousHandler other = handler("localhost");
        other.isRunClosed();
        Thread closing = new Thread(host::close);
        closing.start();
        other.closeRun();
        assertThat(other.shutdown()).isTrue();
        closing.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(closing.isAlive()).isFalse();
    }
}
