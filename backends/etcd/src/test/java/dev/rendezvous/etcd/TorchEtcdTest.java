package dev.rendezvous.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.tck.BackgroundCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The cases of PyTorch's three test systems for etcd, by their names there, with what this backend does in each. Theirs speak the API that
 * etcd has removed; the cases are about behaviour.
 */
@RequiresEtcd
class TorchEtcdTest {

    private final Spaces spaces = new Spaces();

    @AfterEach
    void close() throws Exception {
        spaces.close();
    }

    @Nested
    @DisplayName("etcd_server_test")
    class ServerCases {

        @Test
        @DisplayName("test_etcd_server_start_stop")
        void serverStartsAndStops() throws Exception {
            EtcdServer server = EtcdServer.start();
            try (server) {
                assertThat(server.port()).isPositive();
                assertThat(server.endpoint().host()).isEqualTo("127.0.0.1");
                assertThat(server.endpoint()).hasToString("127.0.0.1:" + server.port());
                assertThat(server.version()).startsWith("3.");
            }
            assertThat(server.process().isAlive()).isFalse();
        }

        @Test
        @DisplayName("test_etcd_server_with_rendezvous")
        void serverServesARendezvous() throws Exception {
            try (RendezvousHandler handler = handler(Map.of("last_call", "0s"))) {
                RendezvousInfo info = handler.nextRendezvous();
                assertThat(info.rank()).isZero();
                assertThat(info.worldSize()).isEqualTo(1);
                info.store().set("key", "value".getBytes(UTF_8));
                assertThat(info.store().get("key")).asString(UTF_8).isEqualTo("value");
            }
        }

        /** There, a socket that fails is skipped; here the system gives free ports, and three at once are never the same. */
        @Test
        @DisplayName("test_find_free_port_skips_failed_socket_construction")
        void freePortsAreDistinct() throws Exception {
            EtcdAddresses free = EtcdAddresses.free("127.0.0.1");
            assertThat(Set.of(free.client(), free.peer(), free.metrics())).hasSize(3);
        }

        @Test
        @DisplayName("test_find_free_port_all_socket_failures_raise_runtime_error")
        void addressOfAnotherMachineHasNoFreePort() {
            assertThatThrownBy(() -> EtcdAddresses.free("192.0.2.1")).isInstanceOf(java.io.IOException.class);
        }
    }

    @Nested
    @DisplayName("etcd_rendezvous_test")
    class HandlerCases {

        @Test
        @DisplayName("test_etcd_rdzv_basic_params")
        void fewParametersAreEnough() {
            try (RendezvousHandler handler = handler(Map.of())) {
                assertThat(handler).isNotNull();
            }
        }

        @Test
        @DisplayName("test_etcd_rdzv_additional_params")
        void furtherParametersAreTakenAndRunIdKept() {
            try (RendezvousHandler handler =
                    handler(Map.of("join_timeout", "60s", "last_call", "30s", "tls", "false", "namespace", "/jobs"))) {
                assertThat(handler.runId())
                        .isEqualTo(spaces.parameters("localhost").build().runId());
            }
        }

        @Test
        @DisplayName("test_get_backend")
        void backendIsNamed() {
            try (RendezvousHandler handler = handler(Map.of())) {
                assertThat(handler.backend()).isEqualTo("etcd");
            }
        }
    }

    @Nested
    @DisplayName("etcd_rendezvous_backend_test")
    class BackendCases {

        @Test
        @DisplayName("test_create_backend_returns_backend, and without protocol and read timeout")
        void backendIsFoundByItsNameAndAlias() throws Exception {
            RendezvousRegistry registry = RendezvousRegistry.discovered(EtcdBackend.class.getClassLoader());
            for (String name : List.of("etcd", "etcd-v3")) {
                RendezvousParameters parameters = spaces.parameters(endpoint()).build();
                try (RendezvousHandler handler = registry.createHandler(RendezvousParameters.builder(name)
                        .endpoint(parameters.endpoint())
                        .runId(parameters.runId())
                        .nodes(1, 1)
                        .build())) {
                    assertThat(handler.backend()).isEqualTo(name);
                }
            }
        }

        @Test
        @DisplayName("test_create_backend_raises_error_if_etcd_is_unreachable")
        void unreachableServerIsAConnectionException() throws Exception {
            int port = EtcdAddresses.free("127.0.0.1").client();
            try (RendezvousHandler handler = EtcdBackend.create(spaces.parameters("127.0.0.1:" + port)
                    .config(Map.of("join_timeout", "2s"))
                    .build())) {
                assertThatThrownBy(handler::nextRendezvous)
                        .isInstanceOf(RendezvousConnectionException.class)
                        .hasStackTraceContaining("127.0.0.1:" + port);
            }
        }

        @Test
        @DisplayName("test_create_backend_raises_error_if_protocol_is_invalid, if_read_timeout_is_invalid")
        void illegalConfigIsRefused() {
            assertThatThrownBy(() -> handler(Map.of("tls", "dummy"))).isInstanceOf(IllegalArgumentException.class);
            for (String illegal : List.of("-10s", "soon")) {
                assertThatThrownBy(() -> handler(Map.of("read_timeout", illegal)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("read_timeout");
            }
        }

        @Test
        @DisplayName("test_get_waits_for_store_prefix_key")
        void getWaitsForAKeyInEmptyStore() throws Exception {
            try (RendezvousHandler handler = handler(Map.of("last_call", "0s"))) {
                RendezvousInfo info = handler.nextRendezvous();
                BackgroundCall<byte[]> waiting =
                        BackgroundCall.start(() -> info.store().get("key")).untilItWaits();
                info.store().set("key", "value".getBytes(UTF_8));
                assertThat(waiting.result()).asString(UTF_8).isEqualTo("value");
            }
        }

        @Test
        @DisplayName("test_get_state_returns_backend_state, ..._returns_none_if_backend_state_does_not_exist")
        void stateIsReadOrAbsent() throws Exception {
            CoordinationSpace space = space();
            assertThat(Spaces.answer(space.get("r/seal"))).isEmpty();
            Spaces.create(space, "r/seal", "state");
            assertThat(Spaces.answer(space.get("r/seal"))).map(Entry::value).contains("state");
        }

        @Test
        @DisplayName("test_set_state_sets_backend_state_if_it_does_not_exist, ..._if_token_is_current")
        void stateIsSetWithTheCurrentVersion() throws Exception {
            CoordinationSpace space = space();
            WriteOutcome.Applied first = (WriteOutcome.Applied) Spaces.create(space, "r/seal", "1");
            WriteOutcome.Applied second = (WriteOutcome.Applied)
                    Spaces.answer(space.put("r/seal", "2", Precondition.version(first.version()), Spaces.LINGER));
            assertThat(second.version()).isGreaterThan(first.version());
        }

        /** A token that is not a version cannot be written down here. */
        @Test
        @DisplayName("test_set_state_returns_current_backend_state_if_token_is_old, ..._is_none, ..._is_invalid")
        void stateIsReturnedForAnotherVersion() throws Exception {
            CoordinationSpace space = space();
            WriteOutcome.Applied first = (WriteOutcome.Applied) Spaces.create(space, "r/seal", "1");
            Spaces.answer(space.put("r/seal", "2", Precondition.version(first.version()), Spaces.LINGER));
            for (Precondition stale : List.of(Precondition.version(first.version()), Precondition.absent())) {
                assertThat(Spaces.answer(space.put("r/seal", "3", stale, Spaces.LINGER)))
                        .isInstanceOfSatisfying(
                                WriteOutcome.Conflict.class,
                                conflict -> assertThat(conflict.current())
                                        .map(Entry::value)
                                        .contains("2"));
            }
        }

        private CoordinationSpace space() {
            return spaces.open(endpoint(), Map.of());
        }
    }

    private static String endpoint() {
        return SharedEtcd.get().endpoint().toString();
    }

    private RendezvousHandler handler(Map<String, String> config) {
        return EtcdBackend.create(spaces.parameters(endpoint()).config(config).build());
    }
}
