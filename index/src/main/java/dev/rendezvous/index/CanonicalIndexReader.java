package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.declaration.ProviderName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index in the form in which {@link IndexWriter} writes it, as nearly all indexes are: sorted classes, each alone or followed by
 * its record, the fields in their order, one blank between two words, and no other line. It looks at each byte once and calls little,
 * because the first discovery of a process runs in the interpreter of the JVM. All other indexes, and those with unknown fields, are left
 * to the lenient reader, which reports what is wrong with them. Both return the same for an index that both can read.
 */
final class CanonicalIndexReader {

    private static final byte[] RECORD = ascii(RecordSyntax.MARK + RecordSyntax.VERSION + " ");
    private static final byte[] NAME = ascii(" " + FieldSyntax.NAME + "=");
    private static final byte[] ALIASES = ascii(" " + FieldSyntax.ALIASES + "=");
    private static final byte[] IMPLEMENTATION = ascii(" " + FieldSyntax.IMPLEMENTATION + "=");
    private static final byte[] DESCRIPTION = ascii(" " + RecordSyntax.DESCRIPTION + " ");
    private static final char MALFORMED = '\uFFFD';

    private final byte[] bytes;
    private final List<IndexFile.Line> lines = new ArrayList<>();
    private int at;
    private int number = 1;

    private CanonicalIndexReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return what the bytes hold; null if they do not have the canonical form} */
    static @Nullable IndexFile read(byte[] bytes) {
        try {
            return new CanonicalIndexReader(bytes).read();
        } catch (IllegalArgumentException notCanonical) {
            return null;
        }
    }

    private IndexFile read() {
        String previous = "";
        while (at < bytes.length) {
            int line = number;
            int start = at;
            String providerClass = word();
            // Sorted, so no class is there twice.
            if (providerClass.compareTo(previous) <= 0 || lines.size() == IndexFormat.MAX_ENTRIES) {
                throw notCanonical();
            }
            int end = at;
            endLine(start);
            Optional<IndexRecord> record = isAt(RECORD) ? Optional.of(record(start, end)) : Optional.empty();
            lines.add(new IndexFile.Line(line, new IndexEntry(providerClass, record)));
            previous = providerClass;
        }
        return new IndexFile(lines, List.of());
    }

    /** Reads the record of the class whose name lies between the two places. */
    private IndexRecord record(int classStart, int classEnd) {
        int start = at;
        at += RECORD.length;
        expect(bytes, classStart, classEnd);
        expect(NAME);
        String name = word();
        List<String> aliases = skip(ALIASES) ? List.of(word().split(",", -1)) : List.of();
        expect(IMPLEMENTATION);
        String implementation = word();
        String description = skip(DESCRIPTION) ? restOfLine() : "";
        if (mayBeTwoLines(implementation, description)
                && GluedLines.problemWithRecord(text(start, at, -1)).isPresent()) {
            throw notCanonical();
        }
        endLine(start);
        return new IndexRecord(name, aliases, implementation, description);
    }

    /** {@return whether a record with this end may have lost a line end} */
    private static boolean mayBeTwoLines(String implementation, String description) {
        return description.indexOf('#') >= 0
                || description.endsWith(ProviderName.SUFFIX)
                || implementation.endsWith(ProviderName.SUFFIX);
    }

    /** {@return the text up to a blank or the end of the line} What is no name is refused by those that keep it. */
    private String word() {
        int end = at;
        int all = 0;
        while (end < bytes.length && (bytes[end] > ' ' || bytes[end] < 0)) {
            all |= bytes[end++];
        }
        return textTo(end, all);
    }

    private String restOfLine() {
        int end = at;
        int all = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            all |= bytes[end++];
        }
        return textTo(end, all);
    }

    private String textTo(int end, int all) {
        String text = text(at, end, all);
        at = end;
        return text;
    }

    /**
     * Decodes.
     *
     * @param all negative if one of the bytes is
     */
    private String text(int start, int end, int all) {
        if (all >= 0) {
            return new String(bytes, start, end - start, ISO_8859_1);
        }
        String text = new String(bytes, start, end - start, UTF_8);
        if (text.indexOf(MALFORMED) >= 0) {
            throw notCanonical();
        }
        return text;
    }

    private boolean isAt(byte[] expected) {
        return isAt(expected, 0, expected.length);
    }

    private boolean isAt(byte[] expected, int from, int to) {
        int end = at + to - from;
        return end <= bytes.length && Arrays.equals(bytes, at, end, expected, from, to);
    }

    private boolean skip(byte[] expected) {
        boolean isThere = isAt(expected);
        at = isThere ? at + expected.length : at;
        return isThere;
    }

    private void expect(byte[] expected) {
        expect(expected, 0, expected.length);
    }

    private void expect(byte[] expected, int from, int to) {
        if (!isAt(expected, from, to)) {
            throw notCanonical();
        }
        at += to - from;
    }

    private void endLine(int start) {
        if (at == bytes.length || bytes[at] != '\n' || at - start > IndexFormat.MAX_LINE_BYTES) {
            throw notCanonical();
        }
        at++;
        number++;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static IllegalArgumentException notCanonical() {
        return new IllegalArgumentException("not in the canonical form");
    }
}
