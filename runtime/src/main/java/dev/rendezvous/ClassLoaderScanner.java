package dev.rendezvous;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
final class ClassLoaderScanner {

    /** Computed, not written out, so that it follows when a tool relocates the interface. */
    static final String INDEX_PATH = IndexFormat.path(RendezvousBackendProvider.class.getName());

    private ClassLoaderScanner() {}

    static IndexScan scan(ClassLoader loader) {
        IndexScan scan = new IndexScan();
        ClassSource classes = new ClassSource.OfLoader(loader);
        Set<String> seen = new HashSet<>();
        try {
            Enumeration<URL> urls = loader.getResources(INDEX_PATH);
            while (urls.hasMoreElements()) {
                URL url = urls.nextElement();
                if (seen.add(url.toExternalForm())) {
                    read(url, classes, scan);
                }
            }
        } catch (IOException | RuntimeException e) {
            scan.incomplete(loader, e);
        }
        return scan;
    }

    private static void read(URL url, ClassSource classes, IndexScan scan) {
        URI location = Locations.uri(url);
        try {
            scan.add(new LocatedIndex(location, Locations.origin(location, INDEX_PATH), classes, read(url)));
        } catch (IOException | RuntimeException e) {
            scan.problem(location, 0, Messages.notRead(e));
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
