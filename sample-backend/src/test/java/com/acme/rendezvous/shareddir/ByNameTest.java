package com.acme.rendezvous.shareddir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.tck.backend.BackendCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backend as applications get it: by name, through the generated provider. */
final class ByNameTest {

    private final RendezvousRegistry registry = RendezvousRegistry.discovered(ByNameTest.class.getClassLoader());

    @TempDir
    private Path endpoint;

    @Test
    void packagingIsCorrect() throws Exception {
        for (String name : List.of("testbackend", "shared-directory")) {
            BackendCheck.check(
                    ByNameTest.class.getClassLoader(), parameters(name).build());
        }
    }

    @Test
    void nameAndAliasFindTheBackend() throws Exception {
        for (String name : List.of("testbackend", "shared-directory")) {
            try (RendezvousHandler handler =
                    registry.createHandler(parameters(name).build())) {
                assertThat(handler.backend()).isEqualTo(name);
                assertThat(handler.nextRendezvous().worldSize()).isEqualTo(1);
            }
        }
    }

    @Test
    void descriptionAndOptionsAreListed() {
        BackendDescriptor backend = registry.explain("testbackend").chosen().orElseThrow();

        assertThat(backend.description()).isEqualTo("Meets in a shared directory");
        assertThat(backend.options())
                .extracting(OptionDescriptor::name)
                .containsExactly("join_timeout", "read_timeout");
    }

    @Test
    void unknownOptionIsRefused() {
        assertThatThrownBy(() -> registry.createHandler(
                        parameters("testbackend").config("join_timeuot", "1s").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("join_timeout");
    }

    private RendezvousParameters.Builder parameters(String name) {
        return RendezvousParameters.builder(name).endpoint(endpoint.toString()).runId("run");
    }
}
