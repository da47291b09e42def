package dev.rendezvous.registry;

import dev.rendezvous.registry.source.ClassFiles;
import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.ClosedLoader;
import dev.rendezvous.registry.source.IndexResource;
import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.registry.source.Origin;
import dev.rendezvous.registry.source.SearchPath;
import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads every index that a class loader sees. Loads no class. */
final class ClassLoaderScanner implements IndexScanner {

    private final ClassLoader loader;

    ClassLoaderScanner(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public SearchPath path() {
        return SearchPath.of(loader);
    }

    @Override
    public IndexScan scan() {
        IndexScan scan = new IndexScan();
        ClassSource classes = new ClassSource.OfLoader(loader);
        Set<String> seen = new HashSet<>();
        try {
            Enumeration<URL> urls = loader.getResources(IndexResource.PATH);
            while (urls.hasMoreElements()) {
                URL url = urls.nextElement();
                String place = url.toExternalForm();
                if (seen.add(place)) {
                    read(url, place, classes, scan);
                }
            }
            // Not ifPresent: the first lambda of a process takes 7 ms.
            Optional<String> unseen = ClosedLoader.unseenFile(loader, scan.lastPlace());
            if (unseen.isPresent()) {
                scan.problem(Locations.of(loader), 0, IndexMessages.loaderClosed(unseen.get()));
            }
        } catch (IOException | RuntimeException e) {
            scan.incomplete(loader, e);
        }
        return scan;
    }

    private static void read(URL url, String place, ClassSource classes, IndexScan scan) {
        Origin origin = Origin.ofResource(place, IndexResource.PATH);
        try {
            scan.add(new LocatedIndex(place, origin, classes, IndexResource.read(url, place, origin)));
        } catch (IOException | RuntimeException e) {
            scan.problem(Locations.uri(place), 0, failure(e, place, origin));
        }
    }

    private static String failure(Exception reason, String place, Origin origin) {
        Optional<ClassFiles> files = ClassFiles.at(origin.location());
        if (files.isPresent() && !files.get().exist()) {
            return IndexMessages.fileGone(files.get().place());
        }
        return IndexResource.isCut(place) ? IndexMessages.urlCut(reason, place) : IndexMessages.notRead(reason);
    }
}
