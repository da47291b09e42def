package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Artifact;
import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.artifact.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found.
 *
 * @param artifacts what was looked at, in the order in which it was given; parts of a packed application or of an image only where
 *     they have backends or findings
 * @param findings what is wrong, in that order, within one of them by file and line; the last are those of no artifact
 */
public record Report(List<Verified> artifacts, List<Finding> findings) {

    /** The most findings of one kind that are told of one artifact. A hostile jar can give rise to hundreds of thousands. */
    static final int MAX_ALIKE = 1_000;

    /** Copies the lists. */
    public Report {
        artifacts = List.copyOf(artifacts);
        findings = List.copyOf(findings);
    }

    /**
     * An artifact that was looked at.
     *
     * @param root where it is
     * @param backends how many its index lists
     * @param findings how many findings have their place there
     */
    public record Verified(Root root, int backends, int findings) {

        private boolean isWorthALine() {
            return !root.isPart() || backends + findings > 0;
        }
    }

    /**
     * {@return the report, in its order}
     *
     * @param artifacts what was looked at
     * @param findings what was found, in any order
     */
    public static Report of(List<Artifact> artifacts, Collection<Finding> findings) {
        List<Finding> sorted = sorted(artifacts, bounded(findings));
        Map<Root, Integer> counts = new HashMap<>();
        sorted.forEach(finding -> counts.merge(finding.place().root(), 1, Integer::sum));
        List<Verified> verified = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            int backends = artifact.index().lines().size();
            verified.add(new Verified(artifact.root(), backends, counts.getOrDefault(artifact.root(), 0)));
        }
        return new Report(verified.stream().filter(Verified::isWorthALine).toList(), sorted);
    }

    private static List<Finding> sorted(List<Artifact> artifacts, List<Finding> findings) {
        Map<Root, Integer> order = new HashMap<>();
        artifacts.forEach(artifact -> order.put(artifact.root(), order.size()));
        return findings.stream()
                .sorted(Comparator.comparing((Finding finding) ->
                                order.getOrDefault(finding.place().root(), order.size()))
                        .thenComparing(finding -> finding.place().file())
                        .thenComparing(finding -> finding.place().line()))
                .toList();
    }

    private record Kind(Root root, Problem problem) {}

    private static List<Finding> bounded(Collection<Finding> findings) {
        Map<Kind, Integer> counts = new LinkedHashMap<>();
        List<Finding> bounded = new ArrayList<>();
        for (Finding finding : findings) {
            int count = counts.merge(new Kind(finding.place().root(), finding.problem()), 1, Integer::sum);
            if (count <= MAX_ALIKE) {
                bounded.add(finding);
            }
        }
        counts.forEach((kind, count) -> {
            if (count > MAX_ALIKE) {
                bounded.add(new Finding(
                        kind.problem(),
                        Place.of(kind.root()),
                        (count - MAX_ALIKE) + " more findings are of the same kind",
                        "fix the ones shown first"));
            }
        });
        return bounded;
    }
}
