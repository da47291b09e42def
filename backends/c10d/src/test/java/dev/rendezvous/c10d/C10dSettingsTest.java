package dev.rendezvous.c10d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.tcpstore.Dialect;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node may be told. The display names are those of PyTorch's tests of its parameters. */
final class C10dSettingsTest {

    private static RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("c10d")
                .endpoint("node0")
                .runId("job")
                .nodes(3, 6);
    }

    private static C10dSettings settings(String... config) {
        RendezvousParameters.Builder parameters = parameters();
        for (int i = 0; i < config.length; i += 2) {
            parameters.config(config[i], config[i + 1]);
        }
        return C10dSettings.of(parameters.build(), Map.of());
    }

    private static void refused(String key, String value, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(key, value))
                .withMessageContainingAll(
                        Stream.concat(Stream.of(key, value), Stream.of(parts)).toArray(String[]::new));
    }

    @Test
    @DisplayName("test_init_initializes_timeout, test_create_handler_returns_handler")
    void timesAreReadAsSecondsOrWithUnits() {
        C10dSettings settings = settings(
                "join_timeout", "50", "last_call_timeout", "60", "close_timeout", "70s", "heartbeat_timeout", "80s");
        assertThat(settings.times().join()).isEqualTo(Duration.ofSeconds(50));
        assertThat(settings.rules().lastCall()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.times().close()).isEqualTo(Duration.ofSeconds(70));
        assertThat(settings.times().heartbeat()).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    @DisplayName(
            "test_init_initializes_timeout_if_no_timeout_is_specified, test_create_handler_returns_handler_if_timeout_is_not_specified,"
                    + " test_create_backend_returns_backend_if_read_timeout_is_not_specified,"
                    + " test_create_backend_returns_backend_if_endpoint_port_is_not_specified,"
                    + " test_create_backend_returns_backend_if_store_type_is_not_specified")
    void defaultsAreThoseOfPyTorch() {
        C10dSettings settings = settings();
        assertThat(settings.times().join()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.rules().lastCall()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.times().close()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.times().heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.times().read()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.rules().keepAlive()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.rules().deadAfter()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.endpoint()).hasToString("node0:29400");
        assertThat(settings.isHost()).isEmpty();
        assertThat(settings.family()).isEqualTo(Family.V2_6);
        assertThat(settings.sharesStore()).isTrue();
        assertThat(settings.rules().min()).isEqualTo(3);
        assertThat(settings.rules().max()).isEqualTo(6);
        assertThat(settings.stateKey()).isEqualTo("torch.rendezvous.job");
        assertThat(settings.roundPrefix(7)).isEqualTo("torch.rendezvous.job.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "join_timeout",
                "last_call_timeout",
                "close_timeout",
                "heartbeat_timeout",
                "read_timeout",
                "keep_alive_interval"
            })
    @DisplayName(
            "test_init_raises_error_if_timeout_is_not_positive, test_create_backend_raises_error_if_read_timeout_is_invalid")
    void timeMustBePositive(String key) {
        refused(key, "0", "more than 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    @DisplayName("corrected: PyTorch takes any number of attempts")
    void attemptsMustBePositive(String attempts) {
        refused("keep_alive_max_attempt", attempts, "at least 1");
    }

    @Test
    void lastCallOfTheLauncherMayBeZero() {
        assertThat(settings("last_call", "0s").rules().lastCall()).isZero();
        assertThat(settings("last_call", "0s", "last_call_timeout", "3s")
                        .rules()
                        .lastCall())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "1.13, V1_13",
        "1.13.1, V1_13",
        "2.0, V2_0",
        "2.1.2, V2_0",
        "2.2, V2_0",
        "2.3.0, V2_3",
        "2.4, V2_4",
        "2.5.1, V2_5",
        "2.6, V2_6",
        "2.13.0, V2_6",
        "2.14.0+cpu, V2_6"
    })
    void releaseNamesItsFamily(String release, Family family) {
        assertThat(settings("peer", release).family()).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.12", "3.0", "latest", "2", "2.x", ""})
    void unknownReleaseIsRefused(String release) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("peer", release))
                .withMessageContainingAll("peer", "1.13, 2.0, 2.3, 2.4, 2.5, 2.6");
    }

    @ParameterizedTest
    @CsvSource({"1.13, LEGACY_1_13", "2.0, LEGACY_1_13", "2.3, CURRENT", "2.6, CURRENT"})
    void dialectOfTheStoreFollowsTheFamily(String release, Dialect dialect) {
        assertThat(settings("peer", release).dialect()).isEqualTo(dialect);
        assertThat(settings("peer", release, "store_dialect", "current").dialect())
                .isEqualTo(Dialect.CURRENT);
        assertThat(settings("peer", release, "store_dialect", "legacy").dialect())
                .isEqualTo(Dialect.LEGACY_1_13);
    }

    @Test
    void unknownDialectIsRefused() {
        refused("store_dialect", "french", "auto, legacy or current");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tCp", " tcp "})
    void storeTypeIsReadAsByPyTorch(String type) {
        assertThat(settings("store_type", type)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "dummy_store_type"})
    @DisplayName(
            "test_create_backend_raises_error_if_store_type_is_invalid; there is no store in a file, so there are none of"
                    + " test_create_backend_returns_backend_if_endpoint_file_is_not_specified,"
                    + " test_create_backend_raises_error_if_tempfile_creation_fails,"
                    + " test_create_backend_raises_error_if_file_path_is_invalid, test_create_backend_closes_mkstemp_fd")
    void otherStoreTypesAreRefused(String type) {
        refused("store_type", type, "expected tcp");
    }

    @Test
    @DisplayName("corrected: an empty endpoint would be another machine on each node")
    void emptyEndpointIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> C10dSettings.of(parameters().endpoint(" ").build(), Map.of()))
                .withMessageContaining("endpoint is empty");
    }

    @Test
    void emptyRunIdIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> C10dSettings.of(parameters().runId("").build(), Map.of()))
                .withMessageContaining("run id");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "0, true", "true, true"})
    @DisplayName("test_use_agent_store_is_true_by_default, test_use_agent_store_is_disabled")
    void environmentOfPyTorchTurnsSharingOff(String value, boolean shares) {
        Map<String, String> environment = Map.of("TORCH_DISABLE_SHARE_RDZV_TCP_STORE", value);
        assertThat(C10dSettings.of(parameters().build(), environment).sharesStore())
                .isEqualTo(shares);
        assertThat(C10dSettings.of(parameters().config("share_store", "true").build(), environment)
                        .sharesStore())
                .as("the option counts more")
                .isTrue();
    }

    @Test
    @DisplayName("test_repr, test_hash, test_generate")
    void nodesOfAProcessAreNumbered() {
        MachineName.Network network = MachineName.RealNetwork.INSTANCE;
        Node first = C10dBackend.node(settings(), network);
        Node second = C10dBackend.node(settings(), network);
        assertThat(first.address()).isEqualTo(network.ownFullName());
        assertThat(first.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(second.localId()).isEqualTo(first.localId() + 1);
        assertThat(first).hasToString(first.address() + "_" + first.pid() + "_" + first.localId());
        assertThat(new Node("a", 1, 2)).isEqualTo(new Node("a", 1, 2)).hasSameHashCodeAs(new Node("a", 1, 2));
        assertThat(first).isNotEqualTo(second);
        C10dSettings named =
                C10dSettings.of(parameters().localAddress("10.0.0.7").build(), Map.of());
        assertThat(C10dBackend.node(named, network).address()).isEqualTo("10.0.0.7");
    }
}
