package dev.rendezvous.cli.inspect.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexWriter;
import java.util.Collection;
import java.util.List;

/** Entries, as an index has them. */
final class IndexLines {

    private IndexLines() {}

    /** {@return for each entry the class line, and the record if it has one} */
    static List<String> of(Collection<IndexEntry> entries) {
        return new String(IndexWriter.write(entries), UTF_8).lines().toList();
    }

    /** {@return the record of an entry that has one} */
    static String record(IndexEntry entry) {
        return of(List.of(entry)).get(1);
    }
}
