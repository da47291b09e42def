package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The registry's own exceptions are not rendezvous failures, so that a retry loop does not swallow them. */
class RegistryExceptionTest {

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
    void ambiguousNameCarriesItsCandidates() {
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
    void backendThatCannotBeLoadedNamesItsProvider() {
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
