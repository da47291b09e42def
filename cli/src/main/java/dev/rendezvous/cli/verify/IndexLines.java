package dev.rendezvous.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexWriter;
import java.util.List;

/** The lines of an entry, as an index has them. */
final class IndexLines {

    private IndexLines() {}

    /** {@return the class line, and the record where there is one} */
    static List<String> of(IndexEntry entry) {
        return new String(IndexWriter.write(List.of(entry)), UTF_8).lines().toList();
    }

    /** {@return the record of an entry that has one} */
    static String record(IndexEntry entry) {
        return of(entry).get(1);
    }
}
