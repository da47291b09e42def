package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes an index: UTF-8, line feeds, sorted by provider class, each class line followed by its record, a final line end,
 * and nothing else. The same entries give the same bytes, in whatever order they come.
 *
 * @since 0.1
 */
public final class IndexWriter {

    private IndexWriter() {}

    /**
     * {@return the bytes of an index with these entries}
     *
     * @param entries the entries, in any order; equal ones may be repeated
     * @throws IllegalArgumentException if two different entries have the same provider class, or if {@link #problemWith}
     *     finds something
     */
    public static byte[] write(Collection<IndexEntry> entries) {
        SortedMap<String, IndexEntry> sorted = new TreeMap<>();
        for (IndexEntry entry : entries) {
            IndexEntry earlier = sorted.put(entry.providerClass(), entry);
            if (earlier != null && !earlier.equals(entry)) {
                throw new IllegalArgumentException("two different entries for " + entry.providerClass());
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, IndexEntry> entry : sorted.entrySet()) {
            problemWith(entry.getValue()).ifPresent(problem -> {
                throw new IllegalArgumentException(entry.getKey() + ": " + problem);
            });
            text.append(entry.getKey()).append('\n');
            entry.getValue()
                    .record()
                    .ifPresent(record -> text.append(RecordSyntax.format(entry.getKey(), record))
                            .append('\n'));
        }
        return text.toString().getBytes(UTF_8);
    }

    /**
     * {@return why the entry cannot be written; empty when it can}
     *
     * @param entry an entry
     */
    public static Optional<String> problemWith(IndexEntry entry) {
        Optional<String> record = entry.record().map(written -> RecordSyntax.format(entry.providerClass(), written));
        int length = record.orElse(entry.providerClass()).getBytes(UTF_8).length;
        if (length > IndexFormat.MAX_LINE_BYTES) {
            return Optional.of("its line has " + length + " bytes; at most " + IndexFormat.MAX_LINE_BYTES + " fit");
        }
        return record.flatMap(GluedLines::problemWithRecord)
                .map(problem -> "its description would be read as the next line of an index: " + problem);
    }
}
