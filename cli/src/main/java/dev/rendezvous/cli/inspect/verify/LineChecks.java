package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Backend;
import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Marker;
import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.index.declaration.GluedNames;
import dev.rendezvous.index.text.Quote;
import java.util.Optional;

/** Holds each line of an index against the classes: is the provider there and one, its backend, and does the record say the same. */
final class LineChecks {

    private final View view;
    private final ClassPath classPath;

    LineChecks(View view, ClassPath classPath) {
        this.view = view;
        this.classPath = classPath;
    }

    /** {@return what is wrong with a line; a provider without a marker is written by hand and says only itself what it makes} */
    Optional<Finding> check(IndexFile.Line line) {
        IndexEntry entry = line.entry();
        Place here = view.artifact().indexPlace().line(line.number());
        Optional<ClassFacts> provider = classPath.find(entry.providerClass(), view);
        if (provider.isEmpty()) {
            return Optional.of(absent(entry.providerClass(), here));
        }
        return checkProvider(provider.get(), here)
                .or(() -> provider.get().marker().isPresent()
                        ? check(entry, provider.get().marker().get(), here)
                        : checkWrittenByHand(entry, here));
    }

    private Finding absent(String providerClass, Place here) {
        return GluedNames.in(providerClass).stream()
                .filter(names -> isThere(names.first()) && isThere(names.second()))
                .findFirst()
                .map(names -> Finding.of(Problem.LINES_GLUED, here, providerClass, names.first(), names.second()))
                .orElseGet(() -> Finding.of(Problem.PROVIDER_ABSENT, here, providerClass));
    }

    private boolean isThere(String name) {
        return classPath.find(name, view).isPresent();
    }

    /** {@return why no instance of the class can be made as a provider} */
    Optional<Finding> checkProvider(ClassFacts provider, Place here) {
        if (!classPath.canBeProvider(provider.name(), view)) {
            return Optional.of(Finding.of(Problem.NOT_A_PROVIDER, here, provider.name()));
        }
        return provider.isConstructible()
                ? Optional.empty()
                : Optional.of(Finding.of(Problem.NOT_CONSTRUCTIBLE, here, provider.name()));
    }

    /** Only the provider itself knows its backend, but a record must name a class that is there. */
    private Optional<Finding> checkWrittenByHand(IndexEntry entry, Place here) {
        return entry.record()
                .map(IndexRecord::implementation)
                .filter(implementation -> classPath.find(implementation, view).isEmpty())
                .map(implementation ->
                        Finding.of(Problem.BACKEND_ABSENT, here, entry.providerClass(), shown(implementation)));
    }

    private Optional<Finding> check(IndexEntry entry, Marker marker, Place here) {
        String provider = entry.providerClass();
        if (classPath.find(marker.implementation(), view).isEmpty()) {
            return Optional.of(Finding.of(Problem.BACKEND_ABSENT, here, provider, shown(marker.implementation())));
        }
        Optional<Backend> backend = classPath.backend(provider, marker, view);
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
        String right = backend.problem(provider).isPresent() ? "" : IndexLines.record(backend.entry(provider));
        if (entry.record().isEmpty()) {
            return Optional.of(Finding.of(Problem.RECORD_MISSING, here, provider, right));
        }
        return entry.record()
                .filter(record -> !backend.isDescribedBy(record))
                .map(record -> Finding.of(Problem.RECORD_DIFFERS, here, provider, backend.element(), right));
    }

    private static String shown(String implementation) {
        return implementation.isEmpty() ? "of no name" : implementation;
    }
}
