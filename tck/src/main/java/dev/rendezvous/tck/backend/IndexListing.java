package dev.rendezvous.tck.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An index that lists a provider.
 *
 * @param url the index
 * @param entry the entry of the provider
 * @param lines the numbers of the lines that list it, from 1
 */
record IndexListing(URL url, IndexEntry entry, List<Integer> lines) {

    static final String INDEX = IndexFormat.path(RendezvousBackendProvider.class.getName());

    /** {@return the indexes that the loader sees and that list the provider} An index that cannot be read lists nothing. */
    static List<IndexListing> of(ClassLoader loader, String providerClass) {
        Map<String, URL> urls = new LinkedHashMap<>();
        try {
            Collections.list(loader.getResources(INDEX)).forEach(url -> urls.put(url.toExternalForm(), url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<IndexListing> listings = new ArrayList<>();
        urls.values().forEach(url -> in(url, providerClass).ifPresent(listings::add));
        return listings;
    }

    private static Optional<IndexListing> in(URL url, String providerClass) {
        byte[] bytes = bytes(url).orElse(new byte[0]);
        return IndexReader.parse(bytes).entries().stream()
                .filter(entry -> entry.providerClass().equals(providerClass))
                .map(entry -> new IndexListing(url, entry, lines(bytes, providerClass)))
                .findFirst();
    }

    private static List<Integer> lines(byte[] bytes, String providerClass) {
        List<String> texts = new String(bytes, UTF_8).lines().toList();
        return IntStream.range(0, texts.size())
                .filter(i -> texts.get(i).replaceFirst("#.*", "").strip().equals(providerClass))
                .mapToObj(i -> i + 1)
                .toList();
    }

    /** {@return the bytes of a file that lies beside {@code META-INF}; empty if there is none} */
    Optional<byte[]> sibling(String path) {
        String text = url.toExternalForm();
        try {
            return bytes(new URL(url, text.substring(0, text.length() - INDEX.length()) + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections are not cached, so that the jar can be replaced and read again in one process. */
    private static Optional<byte[]> bytes(URL url) {
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return Optional.of(in.readAllBytes());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return the index as a URI} A URL that is not a URI is quoted, as the registry does. */
    URI location() {
        String text = url.toExternalForm();
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return quoted(text);
        }
    }

    private static URI quoted(String text) {
        int colon = text.indexOf(':');
        try {
            URI quoted = new URI(text.substring(0, colon), text.substring(colon + 1), null);
            return URI.create(quoted.toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** {@return where a finding about the entry is} */
    String place() {
        return place(lines.isEmpty() ? 0 : lines.get(0));
    }

    String place(int line) {
        return location() + " line " + line;
    }
}
