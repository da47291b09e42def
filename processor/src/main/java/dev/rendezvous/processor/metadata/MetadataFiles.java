package dev.rendezvous.processor.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The files that tell tools of the providers of a jar: a function of the names of the classes and nothing else, so that the
 * same backends give the same bytes, and the files of an earlier compile are known from its index.
 *
 * <p>The files are called after the first provider. Where jars are joined into one, each jar's file stays beside the other's,
 * since no two jars have the same class; packages and companies, they often share. Another first provider means another name.
 */
public final class MetadataFiles {

    /** What file systems allow, less what the longest ending takes. */
    private static final int MAX_NAME_BYTES = 200;

    private MetadataFiles() {}

    /** {@return the text of each file by its path; none where there is no provider} */
    public static SortedMap<String, String> of(Collection<MetadataKind> kinds, SortedSet<String> providers) {
        SortedMap<String, String> files = new TreeMap<>();
        if (!providers.isEmpty()) {
            String name = name(providers.first());
            kinds.forEach(kind -> files.put(kind.path(name), kind.text(providers)));
        }
        return files;
    }

    private static String name(String provider) {
        return provider.getBytes(UTF_8).length <= MAX_NAME_BYTES
                ? provider
                : "providers-" + Integer.toHexString(provider.hashCode());
    }
}
