package dev.rendezvous.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.index.declaration.Declaration;
import dev.rendezvous.processor.model.BackendAnnotation;
import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.ClassFacts;
import dev.rendezvous.processor.model.ClassFacts.Trait;
import dev.rendezvous.processor.model.Deprecation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no compiler shows to a processor today is still refused, should one do so. */
class PlacementRulesTest {

    @Test
    void localClassIsRefused() {
        assertThat(PlacementRules.check(candidate("com.acme.Outer$1Local", Trait.LOCAL)))
                .extracting(Finding::text)
                .containsExactly("RDZ009: com.acme.Local is declared in a block; move it to the top level,"
                        + " or make it a static nested class (see https://rendezvous.dev/docs/diagnostics.md#rdz009)");
    }

    @Test
    void memberClassIsNotRefused() {
        assertThat(PlacementRules.check(candidate("com.acme.Outer$Local"))).isEmpty();
    }

    private static BackendCandidate candidate(String binaryName, Trait... traits) {
        return new BackendCandidate(
                new BackendAnnotation(new Declaration("local", List.of(), "", List.of()), List.of()),
                "com.acme",
                List.of("Local"),
                binaryName,
                new ClassFacts("a class", Set.of(traits), Optional.empty(), List.of(), List.of(), Deprecation.NONE),
                Optional.empty(),
                new BackendCandidate.Surroundings(true, false));
    }
}
