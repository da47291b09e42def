package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failure is caught by whom: handlers swallow rendezvous failures and let mistakes of the caller through. */
class RendezvousExceptionTest {

    static Stream<Arguments> children() {
        return Stream.of(
                child(RendezvousException::new, RendezvousException::new),
                child(RendezvousClosedException::new, RendezvousClosedException::new),
                child(RendezvousConnectionException::new, RendezvousConnectionException::new),
                child(RendezvousGracefulExitException::new, RendezvousGracefulExitException::new),
                child(RendezvousStateException::new, RendezvousStateException::new),
                child(RendezvousTimeoutException::new, RendezvousTimeoutException::new));
    }

    private static Arguments child(
            Function<String, RendezvousException> plain, BiFunction<String, Throwable, RendezvousException> withCause) {
        return Arguments.of(plain, withCause);
    }

    @ParameterizedTest
    @MethodSource("children")
    void aRendezvousFailureIsUncheckedAndKeepsMessageAndCause(
            Function<String, RendezvousException> plain, BiFunction<String, Throwable, RendezvousException> withCause) {
        Throwable cause = new IllegalStateException("cause");

        assertThat(plain.apply("what happened"))
                .isInstanceOf(RuntimeException.class)
                .hasMessage("what happened")
                .hasNoCause();
        assertThat(withCause.apply("what happened", cause))
                .hasSameClassAs(plain.apply(""))
                .hasMessage("what happened")
                .cause()
                .isSameAs(cause);
    }

    @Test
    void theChildrenAreSiblings() {
        assertThat(List.of(
                        RendezvousClosedException.class,
                        RendezvousConnectionException.class,
                        RendezvousGracefulExitException.class,
                        RendezvousStateException.class,
                        RendezvousTimeoutException.class))
                .allSatisfy(type -> {
                    assertThat(type.getSuperclass()).isEqualTo(RendezvousException.class);
                    assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
                });
    }

    @Test
    void mistakesOfTheCallerAreNoRendezvousFailures() {
        UnknownBackendException unknown = new UnknownBackendException(
                "message", "etc", new TreeSet<>(List.of("etcd", "c10d")), Optional.of("etcd"));

        assertThat(unknown)
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(RendezvousException.class)
                .hasMessage("message");
        assertThat(unknown.name()).isEqualTo("etc");
        assertThat(unknown.known()).containsExactly("c10d", "etcd");
        assertThat(unknown.nearest()).contains("etcd");
    }

    @Test
    void anAmbiguousNameCarriesItsCandidates() {
        List<BackendDescriptor> candidates = List.of(
                BackendDescriptor.builder("etcd").implementationClass("a.A").build(),
                BackendDescriptor.builder("etcd").implementationClass("b.B").build());
        AmbiguousBackendException ambiguous = new AmbiguousBackendException("message", "etcd", candidates);

        assertThat(ambiguous)
                .isInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(RendezvousException.class)
                .hasMessage("message");
        assertThat(ambiguous.name()).isEqualTo("etcd");
        assertThat(ambiguous.candidates()).isEqualTo(candidates);
    }

    @Test
    void aBackendThatCannotBeLoadedNamesItsProvider() {
        Throwable cause = new NoClassDefFoundError("com/acme/Etcd");
        BackendLoadException failure = new BackendLoadException("message", "etcd", "com.acme.Provider", cause);

        assertThat(failure)
                .isNotInstanceOf(RendezvousException.class)
                .hasMessage("message")
                .cause()
                .isSameAs(cause);
        assertThat(failure.name()).isEqualTo("etcd");
        assertThat(failure.providerClass()).isEqualTo("com.acme.Provider");
        assertThat(new BackendLoadException("message", "etcd", "com.acme.Provider", null))
                .hasNoCause();
    }
}
