package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.spi.BackendDescriptor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a discovery and an explanation report stays as it was reported. */
class DiscoveryRecordsTest {

    private static final BackendDescriptor ETCD =
            BackendDescriptor.builder("etcd").build();

    @Test
    void reportsOwnTheirLists() {
        List<BackendDescriptor> backends = new ArrayList<>(List.of(ETCD));
        List<Conflict> conflicts = new ArrayList<>();
        List<IndexProblem> problems = new ArrayList<>();
        List<Verdict> candidates = new ArrayList<>();
        Discovery discovery = new Discovery(backends, backends, backends, conflicts, problems);
        Conflict conflict = new Conflict("etcd", backends);
        Explanation explanation = new Explanation("etcd", Optional.of(ETCD), candidates);

        backends.clear();
        conflicts.add(conflict);
        problems.add(new IndexProblem(URI.create("file:/x"), 1, "bad"));
        candidates.add(new Verdict(ETCD, 1, Verdict.Kind.CHOSEN, "why"));

        List<BackendDescriptor> etcd = List.of(ETCD);
        assertThat(discovery).isEqualTo(new Discovery(etcd, etcd, etcd, List.of(), List.of()));
        assertThat(conflict).isEqualTo(new Conflict("etcd", etcd));
        assertThat(explanation).isEqualTo(new Explanation("etcd", Optional.of(ETCD), List.of()));
    }

    @Test
    void problemIsOneLineOfText() {
        URI location = URI.create("jar:file:/lib/a.jar!/META-INF/services/x");

        assertThat(new IndexProblem(location, 3, "is not a class name"))
                .hasToString(location + " line 3: is not a class name");
        assertThat(new IndexProblem(location, 0, "cannot be read")).hasToString(location + ": cannot be read");
    }
}
