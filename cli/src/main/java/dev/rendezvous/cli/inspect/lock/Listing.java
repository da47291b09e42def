package dev.rendezvous.cli.inspect.lock;

import dev.rendezvous.cli.inspect.artifact.Artifact;
import dev.rendezvous.cli.inspect.artifact.Backend;
import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What artifacts list, in the words of a lock, and where it stands.
 *
 * @param jars the artifacts
 * @param backends what their indexes list
 */
public record Listing(Map<LockedJar, Place> jars, Map<LockedBackend, Place> backends) {

    /**
     * {@return what the artifacts list}
     *
     * @param artifacts what stands on the class path, read with its digests
     */
    public static Listing of(List<Artifact> artifacts) {
        Listing listing = new Listing(new TreeMap<>(), new TreeMap<>());
        ClassPath classPath = new ClassPath(View.newest(artifacts));
        classPath.views().forEach(view -> listing.add(view, classPath));
        return listing;
    }

    /** {@return the same without the places} */
    public Lock lock() {
        return new Lock(List.copyOf(jars.keySet()), List.copyOf(backends.keySet()));
    }

    private void add(View view, ClassPath classPath) {
        Artifact artifact = view.artifact();
        String jar = artifact.root().name();
        jars.putIfAbsent(new LockedJar(jar, artifact.sha256().orElse("")), Place.of(artifact.root()));
        for (IndexFile.Line line : artifact.index().lines()) {
            LockedBackend backend = backend(line.entry(), view, classPath);
            backends.putIfAbsent(backend, artifact.indexPlace().line(line.number()));
        }
    }

    /** What the registry goes by: the record, and where there is none, what the generated provider would say. */
    private static LockedBackend backend(IndexEntry entry, View view, ClassPath classPath) {
        String provider = entry.providerClass();
        String jar = view.artifact().root().name();
        return entry.record()
                .map(record -> of(record, provider, jar))
                .or(() -> generated(provider, view, classPath).map(backend -> of(backend, provider, jar)))
                .orElseGet(() -> new LockedBackend("", List.of(), "", provider, jar));
    }

    private static Optional<Backend> generated(String provider, View view, ClassPath classPath) {
        return classPath
                .find(provider, view)
                .flatMap(ClassFacts::marker)
                .flatMap(marker -> classPath.backend(provider, marker, view));
    }

    private static LockedBackend of(IndexRecord record, String provider, String jar) {
        return new LockedBackend(record.name(), record.aliases(), record.implementation(), provider, jar);
    }

    private static LockedBackend of(Backend backend, String provider, String jar) {
        return new LockedBackend(backend.name(), backend.aliases(), backend.implementation(), provider, jar);
    }
}
