package dev.rendezvous.cli.verify;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.Quote;
import java.util.List;
import java.util.Optional;

/** Holds each line of an index against the classes: is the provider there, its backend, and does the record say the same. */
final class LineChecks {

    private final Place place;
    private final Inventory inventory;

    LineChecks(Place place, Inventory inventory) {
        this.place = place;
        this.inventory = inventory;
    }

    /** {@return what is wrong with a line; a provider without a marker is written by hand and says only itself what it makes} */
    Optional<Finding> check(IndexFile.Line line) {
        IndexEntry entry = line.entry();
        Place here = place.at(line.number());
        if (!inventory.hasClass(entry.providerClass())) {
            return Optional.of(Finding.of(Problem.PROVIDER_ABSENT, here, entry.providerClass()));
        }
        return inventory.marker(entry.providerClass()).flatMap(marker -> check(entry, marker, here));
    }

    private Optional<Finding> check(IndexEntry entry, Marker marker, Place here) {
        String provider = entry.providerClass();
        if (!inventory.hasClass(marker.implementation())) {
            return Optional.of(Finding.of(Problem.BACKEND_ABSENT, here, provider, shown(marker.implementation())));
        }
        List<Backend> backends = inventory.backendsIn(marker.implementation());
        Optional<Backend> backend = backends.stream()
                .filter(candidate -> isMadeBy(provider, candidate, marker))
                .findFirst();
        if (backend.isEmpty()) {
            return Optional.of(Finding.of(
                    Problem.ANNOTATION_GONE, here, provider, marker.implementation(), Quote.text(marker.name())));
        }
        return check(entry, marker, backend.get(), here);
    }

    private static Optional<Finding> check(IndexEntry entry, Marker marker, Backend backend, Place here) {
        String provider = entry.providerClass();
        if (!backend.name().equals(marker.name())) {
            return Optional.of(Finding.of(
                    Problem.NAME_CHANGED,
                    here,
                    provider,
                    backend.element(),
                    Quote.text(marker.name()),
                    Quote.text(backend.name())));
        }
        String right = backend.recordLine(provider).orElse("");
        if (entry.record().isEmpty()) {
            return Optional.of(Finding.of(Problem.RECORD_MISSING, here, provider, right));
        }
        return entry.record()
                .filter(record -> !backend.isDescribedBy(record))
                .map(record -> Finding.of(Problem.RECORD_DIFFERS, here, provider, backend.element(), right));
    }

    /** By its own name, and for a relocated or renamed provider by what its marker says. */
    private static boolean isMadeBy(String provider, Backend backend, Marker marker) {
        return backend.providerClass().equals(provider) || backend.name().equals(marker.name());
    }

    private static String shown(String implementation) {
        return implementation.isEmpty() ? "of no name" : implementation;
    }
}
