package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.integration.PackedApplication.Observation;
import java.util.List;

/** What a run of the packed application is expected to show. */
final class Observations {

    private Observations() {}

    static void assertBothWithNoClassLoaded(Observation found) {
        assertBoth(found);
        assertThat(found.loadedToList()).isEmpty();
        // The other half of it: had the listing loaded a class, the same log would show it.
        assertThat(found.loadedToCreate())
                .contains(
                        "com.one.One",
                        "com.two.Two",
                        "com.one.One_RendezvousProvider",
                        "com.two.Two_RendezvousProvider");
    }

    static void assertBoth(Observation found) {
        assertThat(found.problems()).isEqualTo("[]");
        assertThat(found.names()).containsExactly("one", "two");
        assertThat(found.created()).containsExactly("one", "two");
    }

    static void assertOnly(String name, Observation found) {
        assertThat(found.problems()).isEqualTo("[]");
        assertThat(List.of(found.names(), found.created())).containsOnly(List.of(name));
    }

    static void assertNothing(Observation found) {
        assertThat(List.of(found.names(), found.created(), found.loadedToCreate()))
                .containsOnly(List.of());
    }
}
