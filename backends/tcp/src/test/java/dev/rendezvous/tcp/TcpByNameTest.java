package dev.rendezvous.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.registry.RendezvousRegistry;
import org.junit.jupiter.api.Test;

/** The backend as an application gets it. */
class TcpByNameTest {

    private final RendezvousRegistry registry =
            RendezvousRegistry.discovered(getClass().getClassLoader());

    @Test
    void allOptionsOfElasticBackendsAreDeclared() {
        assertThat(registry.explain("tcp").candidates())
                .flatExtracting(candidate -> candidate.descriptor().options())
                .extracting(option -> option.name())
                .contains("join_timeout", "lease", "rank_by", "secret_file", "tls", "serve", "disconnect_grace");
    }

    @Test
    void declaredDefaultsMakeAnElasticHandler() throws Exception {
        try (RendezvousHandler handler = registry.createHandler(parameters().build())) {
            assertThat(handler).isInstanceOf(ElasticHandler.class);
        }
    }

    @Test
    void nearestOptionIsNamedForAMisspelledOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.createHandler(
                        parameters().config("last_cal", "1s").build()))
                .withMessageContainingAll("last_cal", "last_call");
    }

    private static RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("tcp")
                .endpoint("127.0.0.1:29400")
                .runId("run")
                .nodes(1, 2);
    }
}
