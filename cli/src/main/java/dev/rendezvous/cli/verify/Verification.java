package dev.rendezvous.cli.verify;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.Quote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Looks at jars and class folders as they would stand on one class path. Reads bytes, and loads no class of them. */
public final class Verification {

    private Verification() {}

    /**
     * What was found.
     *
     * @param paths each jar and class folder, in the order in which they were given
     * @param findings what is wrong, in that order, and within one of them by the line
     */
    public record Report(List<Verified> paths, List<Finding> findings) {

        /**
         * Copies the lists.
         *
         * @param paths see the record
         * @param findings see the record
         */
        public Report {
            paths = List.copyOf(paths);
            findings = List.copyOf(findings);
        }
    }

    /**
     * A jar or class folder that was looked at.
     *
     * @param path where it is
     * @param backends how many its index lists
     * @param findings how many findings have their place there
     */
    public record Verified(Path path, int backends, int findings) {}

    /**
     * {@return what is wrong with the jars and class folders, each for itself and all together}
     *
     * @param paths jars and class folders, none twice
     */
    public static Report of(Collection<Path> paths) {
        List<Artifact> artifacts = paths.stream().map(ArtifactReader::read).toList();
        List<Finding> crossing = Claims.check(artifacts);
        List<Verified> verified = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            List<Finding> here = check(artifact, Inventory.of(artifacts, artifact));
            crossing.stream()
                    .filter(finding -> finding.place().path().equals(artifact.path()))
                    .forEach(here::add);
            here.sort(Comparator.comparingInt(finding -> finding.place().line()));
            verified.add(new Verified(artifact.path(), artifact.index().lines().size(), here.size()));
            findings.addAll(here);
        }
        return new Report(verified, findings);
    }

    private static List<Finding> check(Artifact artifact, Inventory inventory) {
        Place place = Place.of(artifact.path());
        List<Finding> findings = new ArrayList<>(artifact.damages());
        for (IndexFile.BadLine line : artifact.index().badLines()) {
            findings.add(Finding.of(Problem.BAD_LINE, place.at(line.number()), line.message()));
        }
        LineChecks lines = new LineChecks(place, inventory);
        artifact.index().lines().forEach(line -> lines.check(line).ifPresent(findings::add));
        artifact.backends().stream()
                .filter(backend -> !isIndexed(backend, artifact, inventory))
                .forEach(backend -> findings.add(notIndexed(backend, place, inventory)));
        return findings;
    }

    private static boolean isIndexed(Backend backend, Artifact artifact, Inventory inventory) {
        return inventory.isListed(backend.providerClass())
                || artifact.markers().entrySet().stream()
                        .filter(marker -> inventory.isListed(marker.getKey()))
                        .anyMatch(marker ->
                                marker.getValue().equals(new Marker(backend.implementation(), backend.name())));
    }

    private static Finding notIndexed(Backend backend, Place place, Inventory inventory) {
        Problem problem = inventory.hasClass(backend.providerClass()) ? Problem.NOT_LISTED : Problem.NOT_COMPILED;
        return Finding.of(
                problem,
                place.at(backend.implementation()),
                backend.element(),
                Quote.text(backend.name()),
                backend.providerClass());
    }
}
