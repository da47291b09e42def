package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.declaration.BinaryName;
import dev.rendezvous.index.text.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index, whatever tools have done to it: concatenated, sorted, without duplicates, without comments, with other
 * line ends.
 *
 * <p>A class line is the truth of membership; a record only tells more about it. A record that names no listed class counts
 * for nothing (a tool that relocates classes leaves such records), and so does one of an unknown version. A bad line costs
 * that line and is reported. Other comments are skipped.
 *
 * @since 0.1
 */
public final class IndexReader {

    private static final int MAX_BAD_LINES = 100;
    private static final int NOT_LISTED = 0;
    private static final int USUAL_ENTRY_BYTES = 128;
    private static final byte DELETE = 0x7f;

    private final byte[] bytes;
    private final Map<String, Provider> providers;
    private final List<Provider> listed = new ArrayList<>();
    private final List<IndexFile.BadLine> badLines = new ArrayList<>();
    private int badLineCount;
    private boolean foundOtherThanText;
    private String previous = "";
    private @Nullable Provider previousRecord;

    private IndexReader(byte[] bytes) {
        this.bytes = bytes;
        this.providers = new HashMap<>(bytes.length / USUAL_ENTRY_BYTES);
    }

    /**
     * Reads to the end of the stream, and at most one byte more than {@link IndexFormat#MAX_FILE_BYTES}.
     *
     * @param in where the index comes from; not closed
     * @return what was found
     * @throws IOException if the stream throws it
     */
    public static IndexFile read(InputStream in) throws IOException {
        return parse(in.readNBytes(IndexFormat.MAX_FILE_BYTES + 1));
    }

    /**
     * {@return what was found in the bytes}
     *
     * @param bytes the whole index; not changed
     */
    public static IndexFile parse(byte[] bytes) {
        if (bytes.length > IndexFormat.MAX_FILE_BYTES) {
            return unusable(
                    "has more than " + IndexFormat.MAX_FILE_BYTES + " bytes, expected an index of at most that size");
        }
        if (hasAt(bytes, 0, 0xfe, 0xff) || hasAt(bytes, 0, 0xff, 0xfe)) {
            return unusable("begins with a UTF-16 byte order mark, expected UTF-8 text");
        }
        IndexFile canonical = CanonicalIndexReader.read(bytes);
        return canonical == null ? parseLeniently(bytes) : canonical;
    }

    /** {@return what was found in any bytes of a size within the limit} */
    static IndexFile parseLeniently(byte[] bytes) {
        IndexReader reader = new IndexReader(bytes);
        reader.readLines();
        return reader.result();
    }

    private static IndexFile unusable(String problem) {
        return new IndexFile(List.of(), List.of(new IndexFile.BadLine(0, "the file " + problem)));
    }

    /** What is known of a provider class so far. */
    private static final class Provider {
        private final String name;
        private int line = NOT_LISTED;
        private @Nullable IndexRecord record;
        private boolean hasDifferingRecords;
        private int gluedLine = NOT_LISTED;
        private @Nullable Provider gluedTo;

        Provider(String name) {
            this.name = name;
        }

        IndexFile.Line toLine() {
            return new IndexFile.Line(line, new IndexEntry(name, Optional.ofNullable(record)));
        }
    }

    private void readLines() {
        int start = 0;
        int number = 1;
        while (start < bytes.length) {
            int end = lineEnd(start);
            readBytes(number, skipByteOrderMark(number, start), end);
            start = isCarriageReturnLineFeed(end) ? end + 2 : end + 1;
            number++;
        }
    }

    private int lineEnd(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    /** Looked for in every line, since a tool that joins files leaves the mark of the second one in the middle. */
    private int skipByteOrderMark(int number, int start) {
        if (!hasAt(bytes, start, 0xef, 0xbb, 0xbf)) {
            return start;
        }
        report(
                number,
                () ->
                        "begins with a UTF-8 byte order mark, which other readers of service files refuse; save it without");
        return start + 3;
    }

    private boolean isCarriageReturnLineFeed(int end) {
        return end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
    }

    private void readBytes(int number, int start, int end) {
        if (isOfLegalLength(number, end - start)) {
            String line = decode(start, end);
            if (line == null) {
                reportOtherThanText(number);
            } else {
                readLine(number, line.trim());
            }
        }
    }

    private boolean isOfLegalLength(int number, int length) {
        if (length > IndexFormat.MAX_LINE_BYTES) {
            report(number, () -> "has " + length + " bytes, expected at most " + IndexFormat.MAX_LINE_BYTES);
        }
        return length <= IndexFormat.MAX_LINE_BYTES;
    }

    private void readLine(int number, String text) {
        if (text.startsWith(RecordSyntax.MARK)) {
            readRecord(number, text);
        } else if (!text.isEmpty() && text.charAt(0) != '#') {
            readClass(number, text);
        }
        previous = text;
    }

    private void readClass(int number, String text) {
        previousRecord = null;
        int comment = text.indexOf('#');
        if (comment > 0 && text.startsWith(RecordSyntax.MARK, comment) && text.charAt(comment - 1) > ' ') {
            report(number, () -> GluedLines.problem(text.substring(comment)));
        }
        String providerClass = comment < 0 ? text : text.substring(0, comment).trim();
        Provider known = providers.get(providerClass);
        if (known != null && known.line != NOT_LISTED) {
            return;
        }
        if (listed.size() == IndexFormat.MAX_ENTRIES) {
            report(
                    number,
                    () -> "is one class too many, expected at most " + IndexFormat.MAX_ENTRIES + " in one index");
        } else if (BinaryName.isLegal(providerClass)) {
            Provider provider = known == null ? newProvider(providerClass) : known;
            provider.line = number;
            listed.add(provider);
        } else {
            report(
                    number,
                    () -> Quote.text(providerClass) + " "
                            + BinaryName.problemWith(providerClass).orElseThrow());
        }
    }

    private Provider newProvider(String name) {
        Provider provider = new Provider(name);
        providers.put(name, provider);
        return provider;
    }

    private void readRecord(int number, String text) {
        Optional<String> glued = GluedLines.problemWithRecord(text);
        if (glued.isPresent()) {
            report(number, glued::get);
            return;
        }
        Optional<RecordSyntax.Parsed> parsed;
        try {
            parsed = RecordSyntax.parse(text);
        } catch (IllegalArgumentException e) {
            report(number, () -> "bad record: " + e.getMessage());
            return;
        }
        if (parsed.isPresent()) {
            addRecord(number, parsed.get().providerClass(), parsed.get().record());
        }
    }

    private void addRecord(int number, String providerClass, IndexRecord record) {
        Provider known = providers.get(providerClass);
        Provider provider = known == null ? newProvider(providerClass) : known;
        if (GluedLines.isGluedTo(previous, providerClass)) {
            provider.gluedLine = number - 1;
            provider.gluedTo = previousRecord;
        }
        previousRecord = provider;
        if (provider.record == null && !provider.hasDifferingRecords) {
            provider.record = record;
        } else if (!record.equals(provider.record)) {
            provider.record = null;
            provider.hasDifferingRecords = true;
            report(
                    number,
                    () -> "differs from an earlier record of " + providerClass
                            + ", expected one; neither is used, the provider is asked instead");
        }
    }

    private IndexFile result() {
        reportGluedClasses();
        List<IndexFile.Line> lines = new ArrayList<>(listed.size());
        for (Provider provider : listed) {
            lines.add(provider.toLine());
        }
        if (badLineCount > MAX_BAD_LINES) {
            badLines.add(
                    new IndexFile.BadLine(0, "the file has " + (badLineCount - MAX_BAD_LINES) + " more bad lines"));
        }
        return new IndexFile(lines, badLines);
    }

    /** A record whose class is not listed, but ends the line before it, shows that this line is two. */
    private void reportGluedClasses() {
        providers.values().stream()
                .filter(provider -> provider.line == NOT_LISTED && provider.gluedLine != NOT_LISTED)
                .sorted(Comparator.comparingInt(provider -> provider.gluedLine))
                .forEach(provider -> {
                    report(provider.gluedLine, () -> GluedLines.problem(provider.name));
                    if (provider.gluedTo != null) {
                        provider.gluedTo.record = null;
                    }
                });
    }

    /** Reported once a file: of a binary file every line is bad in the same way. */
    private void reportOtherThanText(int number) {
        if (!foundOtherThanText) {
            foundOtherThanText = true;
            report(
                    number,
                    () -> "is not UTF-8 text, expected the name of a provider class; lines of that kind are skipped");
        }
    }

    /** Takes a supplier, since a hostile file has millions of bad lines and only the first ones are worth a message. */
    private void report(int number, Supplier<String> message) {
        if (++badLineCount <= MAX_BAD_LINES) {
            badLines.add(new IndexFile.BadLine(number, message.get()));
        }
    }

    /** {@return the text of a line, or null for bytes that are not UTF-8 or hold control characters} */
    private @Nullable String decode(int start, int end) {
        boolean isAscii = true;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if ((b >= 0 && b < ' ' && b != '\t') || b == DELETE) {
                return null;
            }
            isAscii &= b >= 0;
        }
        return isAscii ? new String(bytes, start, end - start, ISO_8859_1) : decodeStrictly(start, end);
    }

    private @Nullable String decodeStrictly(int start, int end) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean hasAt(byte[] bytes, int start, int... expected) {
        if (bytes.length - start < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[start + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
