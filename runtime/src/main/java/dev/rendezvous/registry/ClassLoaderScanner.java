package dev.rendezvous.registry;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads every index that a class loader sees. Loads no class.
 *
 * <p>Connections are not cached: a cached one keeps the jar open for as long as the process lives, and serves the old bytes
 * after the jar was replaced.
 */
final class ClassLoaderScanner implements IndexScanner {

    /** Computed, not written out, so that it follows when a tool relocates the interface. */
    static final String INDEX_PATH = IndexFormat.path(RendezvousBackendProvider.class.getName());

    private final ClassLoader loader;

    ClassLoaderScanner(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public IndexScan scan() {
        IndexScan scan = new IndexScan();
        ClassSource classes = new ClassSource.OfLoader(loader);
        Set<String> seen = new HashSet<>();
        try {
            Enumeration<URL> urls = loader.getResources(INDEX_PATH);
            while (urls.hasMoreElements()) {
                URL url = urls.nextElement();
                String place = url.toExternalForm();
                if (seen.add(place)) {
                    read(url, place, classes, scan);
                }
            }
        } catch (IOException | RuntimeException e) {
            scan.incomplete(loader, e);
        }
        return scan;
    }

    private static void read(URL url, String place, ClassSource classes, IndexScan scan) {
        try {
            scan.add(new LocatedIndex(place, Origin.ofResource(place, INDEX_PATH), classes, read(url)));
        } catch (IOException | RuntimeException e) {
            scan.problem(Locations.uri(place), 0, Messages.notRead(e));
        }
    }

    private static IndexFile read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return IndexReader.read(in);
        }
    }
}
