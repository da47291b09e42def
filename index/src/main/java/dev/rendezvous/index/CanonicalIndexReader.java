package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.declaration.ProviderName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index in the form in which {@link IndexWriter} writes it, in one pass, and checks each name once. Nearly all indexes have that
 * form: sorted classes, each alone or followed by its record, without tabs, other comments, empty lines or very long lines. All others
 * are left to the lenient reader, which is slower and reports what is wrong with them. Both return the same for an index that both can
 * read.
 */
final class CanonicalIndexReader {

    /** In {@code char}s; each takes up to three bytes in UTF-8. */
    private static final int MAX_LINE = IndexFormat.MAX_LINE_BYTES / 3;

    private static final char MALFORMED = '\uFFFD';

    private final String text;
    private final List<IndexFile.Line> lines = new ArrayList<>();
    private int start;
    private int number = 1;

    private CanonicalIndexReader(String text) {
        this.text = text;
    }

    /** {@return what the bytes hold; null if they do not have the canonical form} */
    static @Nullable IndexFile read(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (text.indexOf(MALFORMED) >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\t') >= 0) {
            return null;
        }
        try {
            return new CanonicalIndexReader(text).read();
        } catch (IllegalArgumentException notCanonical) {
            return null;
        }
    }

    private @Nullable IndexFile read() {
        String previous = "";
        while (start < text.length()) {
            int line = number;
            int end = lineEnd();
            String providerClass = text.substring(start, end);
            // Sorted, so no class is there twice.
            if (providerClass.compareTo(previous) <= 0 || lines.size() == IndexFormat.MAX_ENTRIES) {
                return null;
            }
            goOn(end);
            lines.add(new IndexFile.Line(line, new IndexEntry(providerClass, nextRecord(providerClass))));
            previous = providerClass;
        }
        return new IndexFile(lines, List.of());
    }

    private Optional<IndexRecord> nextRecord(String providerClass) {
        if (!text.startsWith(RecordSyntax.MARK, start)) {
            return Optional.empty();
        }
        int end = lineEnd();
        if (mayBeTwoLines(end)
                && GluedLines.problemWithRecord(text.substring(start, end)).isPresent()) {
            throw notCanonical();
        }
        Optional<RecordSyntax.Parsed> parsed = RecordSyntax.parse(text, start, end, providerClass);
        if (parsed.isEmpty() || !parsed.get().providerClass().equals(providerClass)) {
            throw notCanonical();
        }
        goOn(end);
        return Optional.of(parsed.get().record());
    }

    private boolean mayBeTwoLines(int end) {
        int comment = text.indexOf('#', start + 1);
        return (comment >= 0 && comment < end)
                || text.startsWith(ProviderName.SUFFIX, end - ProviderName.SUFFIX.length());
    }

    private int lineEnd() {
        int feed = text.indexOf('\n', start);
        int end = feed < 0 ? text.length() : feed;
        if (end - start > MAX_LINE) {
            throw notCanonical();
        }
        return end;
    }

    private void goOn(int end) {
        start = end + 1;
        number++;
    }

    private static IllegalArgumentException notCanonical() {
        return new IllegalArgumentException("not in the canonical form");
    }
}
