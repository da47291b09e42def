package dev.rendezvous.cli.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all artifacts hold together, as one of them sees it: its own classes first, then those of the others. */
final class Inventory {

    private final List<Artifact> artifacts;

    private Inventory(List<Artifact> artifacts) {
        this.artifacts = artifacts;
    }

    static Inventory of(List<Artifact> artifacts, Artifact own) {
        List<Artifact> ownFirst = new ArrayList<>(List.of(own));
        artifacts.stream()
                .filter(artifact -> !artifact.path().equals(own.path()))
                .forEach(ownFirst::add);
        return new Inventory(ownFirst);
    }

    boolean hasClass(String name) {
        return artifacts.stream().anyMatch(artifact -> artifact.classes().contains(name));
    }

    Optional<Marker> marker(String provider) {
        return home(provider).map(artifact -> artifact.markers().get(provider));
    }

    /** {@return the annotated elements of a class, as the artifact has it that the class would be loaded from} */
    List<Backend> backendsIn(String implementation) {
        return home(implementation).map(Artifact::backends).stream()
                .flatMap(List::stream)
                .filter(backend -> backend.implementation().equals(implementation))
                .toList();
    }

    boolean isListed(String provider) {
        return listed().anyMatch(provider::equals);
    }

    private Stream<String> listed() {
        return artifacts.stream()
                .flatMap(artifact -> artifact.index().entries().stream())
                .map(entry -> entry.providerClass());
    }

    private Optional<Artifact> home(String className) {
        return artifacts.stream()
                .filter(artifact -> artifact.classes().contains(className))
                .findFirst();
    }
}
