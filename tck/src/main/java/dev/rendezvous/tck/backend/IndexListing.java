package dev.rendezvous.tck.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
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
        List<IndexListing> listings = new ArrayList<>();
        indexes(loader).forEach(url -> in(url, providerClass).ifPresent(listings::add));
        return listings;
    }

    /** {@return the indexes that the loader sees, none twice} */
    static Collection<URL> indexes(ClassLoader loader) {
        Map<String, URL> urls = new LinkedHashMap<>();
        try {
            Collections.list(loader.getResources(INDEX)).forEach(url -> urls.put(url.toExternalForm(), url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return urls.values();
    }

    private static Optional<IndexListing> in(URL url, String providerClass) {
        byte[] bytes = root(url).read(INDEX).orElse(new byte[0]);
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

    static IndexRoot root(URL index) {
        return IndexRoot.of(index, INDEX);
    }

    IndexRoot root() {
        return root(url);
    }

    URI location() {
        return IndexRoot.uri(url.toExternalForm());
    }

    /** {@return where a finding about the entry is} */
    String place() {
        return place(lines.isEmpty() ? 0 : lines.get(0));
    }

    String place(int line) {
        return location() + " line " + line;
    }
}
