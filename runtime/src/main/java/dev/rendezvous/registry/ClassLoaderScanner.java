package dev.rendezvous.registry;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.HashSet;
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
            ClosedLoader.report(loader, scan);
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
            scan.problem(Locations.uri(place), 0, IndexResource.failure(e, place, origin));
        }
    }
}
