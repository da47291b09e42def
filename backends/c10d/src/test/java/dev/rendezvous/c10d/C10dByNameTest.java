package dev.rendezvous.c10d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The backend as an application gets it. */
final class C10dByNameTest {

    private final RendezvousRegistry registry =
            RendezvousRegistry.discovered(getClass().getClassLoader());

    private static RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("c10d")
                .endpoint("localhost:29400")
                .runId("run")
                .nodes(1, 2);
    }

    @Test
    void optionsArePyTorchsAndOurOwn() {
        assertThat(registry.explain("c10d").candidates())
                .flatExtracting(candidate -> candidate.descriptor().options())
                .extracting(option -> option.name())
                .contains(
                        "peer",
                        "is_host",
                        "store_type",
                        "read_timeout",
                        "join_timeout",
                        "last_call_timeout",
                        "close_timeout",
                        "heartbeat_timeout",
                        "keep_alive_interval",
                        "keep_alive_max_attempt");
    }

    @Test
    @DisplayName("test_init_initializes_handler, test_init_initializes_handler_if_timeout_is_not_specified,"
            + " test_init_initializes_handler_if_min_and_max_nodes_are_equal")
    void handlerConnectsToNothingYet() throws Exception {
        registry.createHandler(parameters().nodes(2, 2).build()).close();
        try (RendezvousHandler handler = registry.createHandler(parameters().build())) {
            assertThat(handler).isInstanceOf(C10dRendezvousHandler.class);
            assertThat(handler.backend()).isEqualTo("c10d");
            assertThat(handler.runId()).isEqualTo("run");
        }
    }

    @Test
    @DisplayName(
            "test_init_raises_error_if_min_nodes_is_not_positive, test_init_raises_error_if_max_nodes_is_less_than_min,"
                    + " test_create_handler_records_and_raises_exceptions")
    void wrongParametersMakeNoHandler() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters().nodes(0, 2).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters().nodes(3, 2).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.createHandler(
                        parameters().config("peer", "0.4").build()))
                .withMessageContaining("peer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.createHandler(
                        parameters().config("last_call_timeot", "3").build()))
                .withMessageContainingAll("last_call_timeot", "last_call_timeout");
    }
}
