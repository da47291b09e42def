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
    private int lineStart;
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
            int end = at;
            // Sorted, so no class is there twice.
            if (providerClass.compareTo(previous) <= 0 || lines.size() == IndexFormat.MAX_ENTRIES) {
                throw notCanonical();
            }
            endLine();
            Optional<IndexRecord> record = isAt(RECORD) ? Optional.of(record(start, end)) : Optional.empty();
            lines.add(new IndexFile.Line(line, new IndexEntry(providerClass, record)));
            previous = providerClass;
        }
        return new IndexFile(lines, List.of());
    }

    /** Reads the record of the class whose name lies between the two places. */
    private IndexRecord record(int classStart, int classEnd) {
        at += RECORD.length;
        expect(bytes, classStart, classEnd);
        expect(NAME);
        String name = word();
        List<String> aliases = skip(ALIASES) ? List.of(word().split(",", -1)) : List.of();
        expect(IMPLEMENTATION);
        String implementation = word();
        String description = skip(DESCRIPTION) ? restOfLine() : "";
        if (mayBeTwoLines(implementation, description)
                && GluedLines.problemWithRecord(new String(bytes, lineStart, at - lineStart, UTF_8))
                        .isPresent()) {
            throw notCanonical();
        }
        endLine();
        return new IndexRecord(name, aliases, implementation, description);
    }

    /** {@return whether a record with this end may have lost a line end} */
    private static boolean mayBeTwoLines(String implementation, String description) {
        return description.indexOf('#') >= 0
                || description.endsWith(ProviderName.SUFFIX)
                || implementation.endsWith(ProviderName.SUFFIX);
    }

    /** {@return the text up to a blank or the end of the line} The records that keep the text check it. */
    private String word() {
        int end = at;
        int bits = 0;
        while (end < bytes.length && (bytes[end] > ' ' || bytes[end] < 0)) {
            bits |= bytes[end++];
        }
        return textTo(end, bits);
    }

    private String restOfLine() {
        int end = at;
        int bits = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            bits |= bytes[end++];
        }
        return textTo(end, bits);
    }

    /**
     * {@return the text from here to there} Refuses too long a line before anything is made of it, and malformed UTF-8.
     *
     * @param bits the bitwise or of all its bytes, which is negative if one of them is
     */
    private String textTo(int end, int bits) {
        if (end - lineStart > IndexFormat.MAX_LINE_BYTES) {
            throw notCanonical();
        }
        String text = new String(bytes, at, end - at, bits < 0 ? UTF_8 : ISO_8859_1);
        if (bits < 0 && text.indexOf(MALFORMED) >= 0) {
            throw notCanonical();
        }
        at = end;
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

    private void endLine() {
        if (at == bytes.length || bytes[at] != '\n') {
            throw notCanonical();
        }
        at++;
        lineStart = at;
        number++;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static IllegalArgumentException notCanonical() {
        return new IllegalArgumentException("not in the canonical form");
    }
}
