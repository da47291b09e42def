package dev.rendezvous.registry.source;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;

/**
 * Reads the index behind a URL.
 *
 * <p>Connections are not cached: a cached one keeps the jar open for as long as the process lives, and returns the old bytes
 * after the jar was replaced.
 *
 * <p>The JDK reads a {@code jar:} URL only up to its first {@code !/}, while class loaders open the file itself. So a jar in a
 * folder whose name ends with {@code !} is read as a file too.
 */
public final class IndexResource {

    /** Computed, not written out, so that it follows when a tool relocates the interface. */
    public static final String PATH = IndexFormat.path(RendezvousBackendProvider.class.getName());

    private static final String SEPARATOR = "!/";

    private IndexResource() {}

    /**
     * {@return what the index says}
     *
     * @param url the index
     * @param place the external form of the URL
     * @param origin the jar or folder that the index lies in
     * @throws IOException if it cannot be read
     */
    public static IndexFile read(URL url, String place, Origin origin) throws IOException {
        try {
            return read(url);
        } catch (IOException e) {
            Optional<ClassFiles> files = isCut(place) ? ClassFiles.at(origin.location()) : Optional.empty();
            if (files.isPresent() && files.get().exist()) {
                return files.get().read(PATH, IndexReader::read);
            }
            throw e;
        }
    }

    private static IndexFile read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return IndexReader.read(in);
        }
    }

    /**
     * {@return whether the JDK reads only the beginning of a URL}
     *
     * @param place the external form of the URL
     */
    public static boolean isCut(String place) {
        return place.startsWith("jar:") && place.indexOf(SEPARATOR) != place.lastIndexOf(SEPARATOR);
    }
}
