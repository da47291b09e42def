package dev.rendezvous.index;

import java.util.List;

/**
 * What a reader found in the bytes of one index.
 *
 * @param lines the entries, each provider class once, in the order in which the file lists them
 * @param badLines what could not be used, in the order of the line numbers; of more than a hundred bad lines the first
 *     hundred, and at the end one for the whole file that says how many more there are
 * @since 0.1
 */
public record IndexFile(List<Line> lines, List<BadLine> badLines) {

    /** Copies the lists. */
    public IndexFile {
        lines = List.copyOf(lines);
        badLines = List.copyOf(badLines);
    }

    /** {@return the entries without their places} */
    public List<IndexEntry> entries() {
        return lines.stream().map(Line::entry).toList();
    }

    /**
     * An entry and its place.
     *
     * @param number the number of the first line that lists the provider class, from 1
     * @param entry the entry
     */
    public record Line(int number, IndexEntry entry) {}

    /**
     * A line that could not be used, which costs nothing but that line.
     *
     * @param number the line's number, from 1; 0 where the whole file is meant
     * @param message what was found and what was expected, one line
     */
    public record BadLine(int number, String message) {}
}
