package dev.rendezvous.registry;

import dev.rendezvous.registry.source.IndexResource;
import dev.rendezvous.registry.source.Sources;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Optional;

/** Collects what a registry knows when no backend has a name. */
final class UnknownName {

    private UnknownName() {}

    static UnknownBackendException of(String name, RegistryState state) {
        Snapshot snapshot = state.snapshot();
        Optional<String> nearest = NameMessages.nearest(name, snapshot.namesAndAliases());
        List<BackendDescriptor> denied = snapshot.denied(name).stream()
                .map(candidate -> candidate.listed().descriptor())
                .toList();
        NameMessages.Unknown known = new NameMessages.Unknown(
                snapshot.names(),
                nearest,
                denied,
                snapshot.problems().stream().map(IndexProblem::toString).toList(),
                state.sources().stream().map(Sources::describe).toList(),
                snapshot.hasIndexes() ? Optional.empty() : Optional.of(IndexResource.PATH));
        return new UnknownBackendException(NameMessages.unknownBackend(name, known), name, snapshot.names(), nearest);
    }
}
