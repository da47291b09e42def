package dev.rendezvous.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousParameters;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TcpSettingsTest {

    @Test
    void graceIsTwoSecondsUnlessGiven() {
        assertThat(settings(Map.of()).grace()).contains(Duration.ofSeconds(2));
        assertThat(settings(Map.of("disconnect_grace", "500ms")).grace()).contains(Duration.ofMillis(500));
    }

    @Test
    void nodeThatFencesItselfHasTheWholeLease() {
        assertThat(settings(Map.of("self_fence", "true")).grace()).isEmpty();
    }

    @Test
    void badValuesAreNamed() {
        assertRefused(Map.of("serve", "maybe"), "serve", "maybe", "auto, yes or no");
        assertRefused(Map.of("disconnect_grace", "0s"), "disconnect_grace");
        assertRefused(Map.of("secret_file", "/no/such/file"), "secret_file", "/no/such/file");
    }

    @Test
    void endpointNeedsAPort() {
        assertThatThrownBy(() -> TcpSettings.of(RendezvousParameters.builder("tcp")
                        .endpoint("node0")
                        .runId("run")
                        .nodes(1, 2)
                        .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node0")
                .hasMessageContaining("host:port");
    }

    @Test
    void serveYesNeedsAnAddressOfThisMachine() {
        TcpSettings settings = TcpSettings.of(RendezvousParameters.builder("tcp")
                .endpoint("192.0.2.1:29400")
                .runId("run")
                .nodes(1, 2)
                .config("serve", "yes")
                .build());
        assertThatThrownBy(() -> TcpSpace.open(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("192.0.2.1:29400")
                .hasMessageContaining("serve");
    }

    @Test
    void runIdIsEncoded() {
        RendezvousParameters parameters = RendezvousParameters.builder("tcp")
                .endpoint("node0:29400")
                .runId("my run/1")
                .nodes(1, 2)
                .build();
        assertThat(TcpSettings.of(parameters).run()).isEqualTo("my%20run%2F1");
    }

    private static void assertRefused(Map<String, String> config, String... parts) {
        assertThatThrownBy(() -> settings(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    private static TcpSettings settings(Map<String, String> config) {
        return TcpSettings.of(RendezvousParameters.builder("tcp")
                .endpoint("127.0.0.1:29400")
                .runId("run")
                .nodes(1, 2)
                .config(config)
                .build());
    }
}
