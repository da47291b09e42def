package dev.rendezvous.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.tck.backend.BackendCheck;
import dev.rendezvous.testkit.FreePort;
import org.junit.jupiter.api.Test;

/** The backend as applications get it: by name, through what the processor generated. */
class StaticByNameTest {

    private final RendezvousRegistry registry = RendezvousRegistry.discovered(StaticByNameTest.class.getClassLoader());

    @Test
    void backendIsIndexedAndMadeAsKitAsks() throws Exception {
        BackendCheck.check(
                StaticByNameTest.class.getClassLoader(),
                parameters().config("rank", "0").build());
    }

    @Test
    void itIsMadeByItsName() throws Exception {
        try (RendezvousHandler handler =
                registry.createHandler(parameters().config("rank", "0").build())) {
            assertThat(handler.backend()).isEqualTo("static");
            assertThat(handler.nextRendezvous().worldSize()).isEqualTo(1);
        }
    }

    @Test
    void itsOptionsAreTold() {
        BackendDescriptor backend = registry.explain("static").chosen().orElseThrow();

        assertThat(backend.options())
                .extracting(OptionDescriptor::name)
                .containsExactlyInAnyOrder(
                        "rank",
                        "join_timeout",
                        "read_timeout",
                        "linger",
                        "bind_address",
                        "secret_file",
                        "tls",
                        "tls_key_store",
                        "tls_key_store_password_file",
                        "tls_trust_store",
                        "tls_trust_store_password_file",
                        "tls_client_certificates");
    }

    @Test
    void withoutARankItIsNotMade() {
        assertThatThrownBy(() -> registry.createHandler(parameters().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rank");
    }

    private static RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("static")
                .endpoint("localhost:" + FreePort.find())
                .runId("run");
    }
}
