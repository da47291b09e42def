package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PyTorch's tests of its rendezvous parameters ask, and what Java adds. */
class RendezvousParametersTest {

    private static RendezvousParameters.Builder builder() {
        return RendezvousParameters.builder("dummy_backend")
                .endpoint("dummy_endpoint")
                .runId("dummy_run_id");
    }

    private static RendezvousParameters with(String key, String value) {
        return builder().config(key, value).build();
    }

    // ---- construction

    @Test
    void everythingThatIsGivenIsKept() {
        RendezvousParameters parameters = builder()
                .nodes(3, 6)
                .localAddress("10.0.0.1")
                .config("dummy_param", "x")
                .config(Map.of("other", " y "))
                .build();

        assertThat(parameters.backend()).isEqualTo("dummy_backend");
        assertThat(parameters.endpoint()).isEqualTo("dummy_endpoint");
        assertThat(parameters.runId()).isEqualTo("dummy_run_id");
        assertThat(parameters.minNodes()).isEqualTo(3);
        assertThat(parameters.maxNodes()).isEqualTo(6);
        assertThat(parameters.localAddress()).contains("10.0.0.1");
        assertThat(parameters.config()).isEqualTo(Map.of("dummy_param", "x", "other", " y "));
        assertThat(parameters.get("dummy_param")).contains("x");
        assertThat(parameters.get("other")).contains(" y ");
    }

    @Test
    void nothingButTheBackendNeedsToBeGiven() {
        RendezvousParameters parameters =
                RendezvousParameters.builder("dummy_backend").build();

        assertThat(parameters.endpoint()).isEmpty();
        assertThat(parameters.runId()).isEmpty();
        assertThat(parameters.minNodes()).isEqualTo(1);
        assertThat(parameters.maxNodes()).isEqualTo(1);
        assertThat(parameters.localAddress()).isEmpty();
        assertThat(parameters.config()).isEmpty();
    }

    @Test
    void fixedNodesRefusesARange() {
        assertThat(builder().nodes(3, 3).build().fixedNodes()).isEqualTo(3);
        assertThatThrownBy(() -> builder().nodes(3, 6).build().fixedNodes())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meets a fixed number of nodes, not 3 to 6");
    }

    @Test
    void oneNodeIsEnough() {
        RendezvousParameters parameters = builder().nodes(1, 6).build();

        assertThat(parameters.minNodes()).isEqualTo(1);
        assertThat(parameters.maxNodes()).isEqualTo(6);
    }

    @Test
    void sizeOfTheGroupMayBeFixed() {
        RendezvousParameters parameters = builder().nodes(3, 3).build();

        assertThat(parameters.minNodes()).isEqualTo(3);
        assertThat(parameters.maxNodes()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankBackendIsRefused(String backend) {
        assertThatThrownBy(() -> RendezvousParameters.builder(backend))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backend");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -5, Integer.MIN_VALUE})
    void fewerThanOneNodeAreRefused(int min) {
        assertThatThrownBy(() -> builder().nodes(min, 6).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the fewest nodes of a group must be at least 1, not " + min);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1, 0, -2})
    void aMostThatIsLessThanTheFewestIsRefused(int max) {
        assertThatThrownBy(() -> builder().nodes(3, max).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the most nodes of a group (" + max + ") must not be less than the fewest (3)");
    }

    @Test
    void nullIsRefusedWithoutAChecker() {
        Map<String, @Nullable String> nullValue = new LinkedHashMap<>();
        nullValue.put("key", null);
        Map<@Nullable String, String> nullKey = new LinkedHashMap<>();
        nullKey.put(null, "value");

        assertRefusesNull(() -> RendezvousParameters.builder(lie(null)));
        assertRefusesNull(() -> builder().endpoint(lie(null)));
        assertRefusesNull(() -> builder().runId(lie(null)));
        assertRefusesNull(() -> builder().localAddress(lie(null)));
        assertRefusesNull(() -> builder().config(lie(null), "value"));
        assertRefusesNull(() -> builder().config("key", lie(null)));
        assertRefusesNull(() -> builder().config(RendezvousParametersTest.<Map<String, String>>lie(nullValue)));
        assertRefusesNull(() -> builder().config(RendezvousParametersTest.<Map<String, String>>lie(nullKey)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBlankConfigKeyIsRefused(String key) {
        assertThatThrownBy(() -> builder().config(key, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().config(Map.of(key, "x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void laterValueReplacesAnEarlierOne() {
        assertThat(builder()
                        .config("key", "1")
                        .config(Map.of("key", "2"))
                        .build()
                        .get("key"))
                .contains("2");
        assertThat(builder()
                        .config(Map.of("key", "1"))
                        .config("key", "2")
                        .build()
                        .get("key"))
                .contains("2");
    }

    @Test
    void parametersDoNotChangeWithTheirBuilder() {
        RendezvousParameters.Builder builder = builder().config("key", "1");
        RendezvousParameters parameters = builder.build();

        builder.config("key", "2").config("other", "3").nodes(5, 5).endpoint("elsewhere");

        assertThat(parameters.config()).isEqualTo(Map.of("key", "1"));
        assertThat(parameters.maxNodes()).isEqualTo(1);
        assertThat(parameters.endpoint()).isEqualTo("dummy_endpoint");
        assertThatThrownBy(() -> parameters.config().put("key", "2")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void configKeepsItsOrder() {
        assertThat(builder()
                        .config("z", "1")
                        .config("a", "2")
                        .config("m", "3")
                        .build()
                        .config())
                .containsExactly(Map.entry("z", "1"), Map.entry("a", "2"), Map.entry("m", "3"));
    }

    @Test
    void textShowsNoConfigValue() {
        assertThat(builder()
                        .nodes(2, 4)
                        .localAddress("10.0.0.1")
                        .config("password", "hunter2")
                        .build())
                .hasToString("RendezvousParameters[backend=dummy_backend, endpoint=dummy_endpoint, runId=dummy_run_id,"
                        + " nodes=2:4, localAddress=10.0.0.1, config keys=[password]]");
    }

    @ParameterizedTest
    @CsvSource({
        "host:1, host:1",
        "user:secret@host:1, host:1",
        "https://user:secret@host:1, https://host:1",
        "'https://u:p@a:1,https://u:p@b:1', 'https://a:1,https://b:1'",
        "jdbc:postgresql://host/db?user=me&password=secret, jdbc:postgresql://host/db",
        "jdbc:sqlserver://host;password=secret, jdbc:sqlserver://host",
    })
    void textHidesUserAndPasswordOfEndpoint(String endpoint, String shown) {
        assertThat(builder().endpoint(endpoint).build().toString())
                .contains("endpoint=" + shown + ",")
                .doesNotContain("secret");
    }

    @Test
    void configIsReadFromOneText() {
        assertThat(builder().config("a", "0").config("a=1, b=2").build().config())
                .isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void toBuilderKeepsEveryParameter() {
        RendezvousParameters parameters = builder()
                .nodes(2, 4)
                .localAddress("10.0.0.1")
                .config("given", "1")
                .build();

        RendezvousParameters changed =
                parameters.toBuilder().config("further", "3").build();

        assertThat(changed.config()).isEqualTo(Map.of("given", "1", "further", "3"));
        assertThat(changed.toString().replace(", further]", "]")).isEqualTo(parameters.toString());
        assertThat(parameters.config()).isEqualTo(Map.of("given", "1"));
    }

    // ---- get

    @Test
    void missingKeyHasNoValue() {
        RendezvousParameters parameters = with("dummy_param", "x");

        assertThat(parameters.get("other")).isEmpty();
        assertThat(parameters.get("DUMMY_PARAM")).isEmpty();
        assertThat(parameters.getBoolean("other")).isEmpty();
        assertThat(parameters.getInt("other")).isEmpty();
        assertThat(parameters.getDuration("other")).isEmpty();
    }

    @Test
    void missingKeyHasTheDefaultOfTheCaller() {
        RendezvousParameters parameters = builder().build();

        assertThat(parameters.get("dummy_param").orElse("default")).isEqualTo("default");
        assertThat(parameters.getBoolean("dummy_param").orElse(true)).isTrue();
        assertThat(parameters.getInt("dummy_param").orElse(5)).isEqualTo(5);
        assertThat(parameters.getDuration("dummy_param").orElse(Duration.ZERO)).isZero();
    }

    @Test
    void emptyValueIsAValue() {
        assertThat(with("dummy_param", "").get("dummy_param")).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "True", "tRue", "true", "T", "t", "yEs", "yes", "Y", "y"})
    void theseAreTrue(String value) {
        assertThat(with("dummy_param", value).getBoolean("dummy_param")).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "False", "faLse", "false", "F", "f", "nO", "no", "N", "n"})
    void theseAreFalse(String value) {
        assertThat(with("dummy_param", value).getBoolean("dummy_param")).contains(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "Flse",
                "Ture",
                "g",
                "4",
                "_",
                "truefalse",
                "2",
                "-1",
                " true",
                "true ",
                "",
                "on",
                "off",
                "1.0"
            })
    void otherTextIsNoTruthValue(String value) {
        RendezvousParameters parameters = with("dummy_param", value);

        assertThatThrownBy(() -> parameters.getBoolean("dummy_param"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the config key \"dummy_param\" has the value \"" + value
                        + "\", expected one of 1, true, t, yes, y or 0, false, f, no, n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-10, -10", "5, 5", "'  4', 4", "'4  ', 4", "' 4 ', 4", "+5, 5", "-4, -4", "3, 3"})
    void integersMayHaveASignAndBlanksAround(String value, int expected) {
        assertThat(with("dummy_param", value).getInt("dummy_param")).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0a", "3b", "abc", "", " ", "1.0", "0x10", "1_000", "2147483648", "--1", "true"})
    void otherTextIsNoInteger(String value) {
        RendezvousParameters parameters = with("dummy_param", value);

        assertThatThrownBy(() -> parameters.getInt("dummy_param"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the config key \"dummy_param\" has the value \"" + value
                        + "\", expected a decimal integer from -2147483648 to 2147483647");
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "10m, PT10M",
        "2h, PT2H",
        "PT30S, PT30S",
        "pt1h, PT1H",
        "P1D, PT24H",
        "30, PT30S",
        "0, PT0S",
        "' 30s ', PT30S",
    })
    void durationsHaveTheseForms(String value, Duration expected) {
        assertThat(with("dummy_param", value).getDuration("dummy_param")).isEqualTo(Optional.of(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "-30s", "PT-30S", "-PT30S", "1.5", "30 s", "30S", "s", "1d", "forever", "1h30m"})
    void otherTextIsNoDuration(String value) {
        RendezvousParameters parameters = with("dummy_param", value);

        assertThatThrownBy(() -> parameters.getDuration("dummy_param"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the config key \"dummy_param\" has the value \"" + value
                        + "\", expected a duration such as 500ms, 30s, 10m, 2h, PT30S, or whole seconds");
    }

    private static void assertRefusesNull(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class);
    }

    /** Gives null where the types forbid it, as unchecked callers do. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T lie(@Nullable Object value) {
        @SuppressWarnings("unchecked")
        T lie = (T) value;
        return lie;
    }
}
