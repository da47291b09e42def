package dev.rendezvous.registry;

import dev.rendezvous.index.IndexReader;
import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.IndexResource;
import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.registry.source.Origin;
import dev.rendezvous.registry.source.SearchPath;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the index of every module of a layer and of its parents, which is what a {@link java.util.ServiceLoader} for the layer
 * covers. A loader of a layer with many loaders would show only the index of its own module. Loads no class.
 */
final class ModuleLayerScanner implements IndexScanner {

    private final ModuleLayer layer;

    ModuleLayerScanner(ModuleLayer layer) {
        this.layer = layer;
    }

    @Override
    public SearchPath path() {
        return SearchPath.UNKNOWN;
    }

    @Override
    public IndexScan scan() {
        IndexScan scan = new IndexScan();
        for (ModuleLayer each : withParents(layer, new LinkedHashSet<>())) {
            for (ResolvedModule resolved : each.configuration().modules()) {
                each.findModule(resolved.name()).ifPresent(module -> read(module, resolved, scan));
            }
        }
        return scan;
    }

    private static Set<ModuleLayer> withParents(ModuleLayer layer, Set<ModuleLayer> seen) {
        if (seen.add(layer)) {
            layer.parents().forEach(parent -> withParents(parent, seen));
        }
        return seen;
    }

    private static void read(Module module, ResolvedModule resolved, IndexScan scan) {
        if (module.canRead(RendezvousBackendProvider.class.getModule())) {
            read(module, resolved.reference(), scan);
        } else {
            otherApi(module, resolved).ifPresent(other -> reportIfIndexed(module, other, resolved.reference(), scan));
        }
    }

    /** {@return the module of another copy of the API, if the module reads one} */
    private static Optional<Module> otherApi(Module module, ResolvedModule resolved) {
        return resolved.reads().stream()
                .filter(read -> read.reference()
                        .descriptor()
                        .packages()
                        .contains(RendezvousBackendProvider.class.getPackageName()))
                .findFirst()
                .flatMap(read -> module.getLayer().findModule(read.name()));
    }

    private static void reportIfIndexed(Module module, Module other, ModuleReference reference, IndexScan scan) {
        IndexScan unusable = new IndexScan();
        String message = IndexMessages.otherApiInLayer(
                module.getName(),
                RendezvousBackendProvider.class.getName(),
                other.toString(),
                Locations.of(RendezvousBackendProvider.class));
        read(module, reference, unusable);
        unusable.indexes().forEach(index -> scan.problem(index.location(), 0, message));
    }

    private static void read(Module module, ModuleReference reference, IndexScan scan) {
        URI fallback = reference.location().orElseGet(() -> Locations.of(module.getLayer()));
        try (ModuleReader reader = reference.open()) {
            Optional<URI> location = reader.find(IndexResource.PATH);
            if (location.isPresent()) {
                add(module, reference, location.get(), reader, scan);
            }
        } catch (IOException | RuntimeException e) {
            scan.problem(fallback, 0, IndexMessages.notRead(e));
        }
    }

    private static void add(Module module, ModuleReference reference, URI location, ModuleReader reader, IndexScan scan)
            throws IOException {
        Optional<InputStream> opened = reader.open(IndexResource.PATH);
        if (opened.isPresent()) {
            try (InputStream in = opened.get()) {
                ClassSource classes = new ClassSource.OfModule(module, reference.location());
                scan.add(new LocatedIndex(
                        location.toString(), Origin.of(reference.location()), classes, IndexReader.read(in)));
            }
        }
    }
}
