package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of backends and options: what generated code builds must be legal or be refused by name. */
class DescriptorsTest {

    // ---- backends

    @Test
    void nameIsEnough() {
        assertThat(BackendDescriptor.builder("etcd").build())
                .isEqualTo(new BackendDescriptor("etcd", List.of(), "", "", "", Optional.empty(), List.of()));
    }

    @Test
    void builderKeepsEverything() {
        BackendDescriptor descriptor = BackendDescriptor.builder("etcd")
                .aliases("e", "etcd-v3")
                .description("Meets in etcd")
                .implementationClass("com.acme.Etcd")
                .providerClass("com.acme.Etcd_RendezvousProvider")
                .origin(URI.create("file:/lib/etcd.jar"))
                .option("ttl", OptionDescriptor.Type.DURATION, "30s", "Life of a lease", false)
                .option("user", OptionDescriptor.Type.STRING, "", "", true)
                .build();

        assertThat(descriptor)
                .isEqualTo(new BackendDescriptor(
                        "etcd",
                        List.of("e", "etcd-v3"),
                        "Meets in etcd",
                        "com.acme.Etcd",
                        "com.acme.Etcd_RendezvousProvider",
                        Optional.of(URI.create("file:/lib/etcd.jar")),
                        List.of(
                                new OptionDescriptor(
                                        "ttl",
                                        OptionDescriptor.Type.DURATION,
                                        Optional.of("30s"),
                                        "Life of a lease",
                                        false),
                                new OptionDescriptor(
                                        "user", OptionDescriptor.Type.STRING, Optional.empty(), "", true))));
    }

    @ParameterizedTest
    @CsvSource({
        "Etcd,     the name \"Etcd\" has 'E' at index 0",
        "'',       the name \"\" is blank",
        "\u0435tcd, the name \"\\u0435tcd\" has '\u0435' (U+0435) at index 0",
        "e/f,      the name \"e/f\" has '/' at index 1",
    })
    void anIllegalNameIsRefused(String name, String problem) {
        assertThatThrownBy(() -> BackendDescriptor.builder(name).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void illegalAliasIsRefused() {
        assertThatThrownBy(() ->
                        BackendDescriptor.builder("etcd").aliases("e", "E").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the alias \"E\" has 'E' at index 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "e"})
    void aNameIsThereOnce(String alias) {
        assertThatThrownBy(() ->
                        BackendDescriptor.builder("etcd").aliases("e", alias).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name or alias \"" + alias + "\" of the backend etcd is there twice");
    }

    @Test
    void optionIsThereOnce() {
        assertThatThrownBy(() -> BackendDescriptor.builder("etcd")
                        .option("ttl", OptionDescriptor.Type.INT, "", "", false)
                        .option("TTL", OptionDescriptor.Type.INT, "", "", false)
                        .option("ttl", OptionDescriptor.Type.BOOL, "", "", false)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the option \"ttl\" of the backend etcd is there twice");
    }

    @Test
    void descriptionIsOneLine() {
        assertThatThrownBy(() ->
                        BackendDescriptor.builder("etcd").description("a\nb").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the description has U+000A at index 1");
    }

    @Test
    void descriptorOwnsItsLists() {
        List<String> aliases = new ArrayList<>(List.of("e"));
        List<OptionDescriptor> options = new ArrayList<>();
        BackendDescriptor descriptor = new BackendDescriptor("etcd", aliases, "", "", "", Optional.empty(), options);

        aliases.add("f");
        options.add(option("ttl", OptionDescriptor.Type.INT, Optional.empty(), false));

        assertThat(descriptor)
                .isEqualTo(BackendDescriptor.builder("etcd").aliases("e").build());
    }

    @Test
    void backendIsCalledByNameAndAliases() {
        LazyDescriptor listed = new LazyDescriptor(
                BackendDescriptor.builder("etcd").aliases("e", "f").build());

        assertThat(List.of("etcd", "e", "f")).allMatch(listed::isCalled);
        assertThat(List.of("", "ETCD", "etc", "g")).noneMatch(listed::isCalled);
    }

    // ---- options

    @ParameterizedTest
    @CsvSource({
        "STRING, anything",
        "STRING, ' '",
        "INT, -1",
        "INT, ' 7 '",
        "BOOL, Yes",
        "BOOL, 0",
        "DURATION, 30s",
        "DURATION, PT1M"
    })
    void aDefaultParsesAsItsType(OptionDescriptor.Type type, String value) {
        assertThat(option("key", type, Optional.of(value), false).defaultValue())
                .contains(value);
    }

    @ParameterizedTest
    @CsvSource({
        "INT, x, a decimal integer from -2147483648 to 2147483647",
        "INT, 2147483648, a decimal integer from -2147483648 to 2147483647",
        "BOOL, on, 'one of 1, true, t, yes, y or 0, false, f, no, n'",
        "BOOL, ' true', 'one of 1, true, t, yes, y or 0, false, f, no, n'",
        "DURATION, -1s, 'a duration such as 500ms, 30s, 10m, 2h, PT30S, or whole seconds'",
    })
    void aDefaultOfAnotherTypeIsRefused(OptionDescriptor.Type type, String value, String expected) {
        assertThatThrownBy(() -> option("key", type, Optional.of(value), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the option key has the default \"" + value + "\", expected " + expected);
    }

    @ParameterizedTest
    @EnumSource(OptionDescriptor.Type.class)
    void typeParsesAsTheParametersDo(OptionDescriptor.Type type) {
        for (String value : List.of("", "1", " 1", "yes", "30s", "PT1S", "-1", "x")) {
            assertThat(ValueType.valueOf(type.name()).accepts(value))
                    .as("%s as %s", value, type)
                    .isEqualTo(getterAccepts(type, value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a=b", "a,b", "-a", "\u0430"})
    void anIllegalKeyIsRefused(String key) {
        assertThatThrownBy(() -> option(key, OptionDescriptor.Type.STRING, Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the option \"")
                .hasMessageContaining("is not a config key");
    }

    @Test
    void requiredOptionHasNoDefault() {
        assertThatThrownBy(() -> option("key", OptionDescriptor.Type.STRING, Optional.of("x"), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the option key is required and has a default");
        assertThat(option("key", OptionDescriptor.Type.STRING, Optional.empty(), true)
                        .required())
                .isTrue();
    }

    @Test
    void descriptionOfAnOptionIsOneLine() {
        assertThatThrownBy(() ->
                        new OptionDescriptor("key", OptionDescriptor.Type.STRING, Optional.empty(), "a\tb", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the description of the option key has U+0009 at index 1");
    }

    private static OptionDescriptor option(
            String key, OptionDescriptor.Type type, Optional<String> defaultValue, boolean required) {
        return new OptionDescriptor(key, type, defaultValue, "", required);
    }

    private static boolean getterAccepts(OptionDescriptor.Type type, String value) {
        RendezvousParameters parameters =
                RendezvousParameters.builder("x").config("key", value).build();
        try {
            return switch (type) {
                case STRING -> parameters.get("key").isPresent();
                case INT -> parameters.getInt("key").isPresent();
                case BOOL -> parameters.getBoolean("key").isPresent();
                case DURATION -> parameters.getDuration("key").isPresent();
            };
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
