package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * that line and is reported. Comments of other people are skipped.
 *
 * @since 0.1
 */
public final class IndexReader {

    private static final int MAX_BAD_LINES = 100;

    private final byte[] bytes;
    private final Map<String, Integer> classLines = new LinkedHashMap<>();
    private final Map<String, Optional<IndexRecord>> records = new HashMap<>();
    private final List<IndexFile.BadLine> badLines = new ArrayList<>();
    private int badLineCount;
    private boolean foundOtherThanText;

    private IndexReader(byte[] bytes) {
        this.bytes = bytes;
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
        return new IndexReader(bytes).parse();
    }

    private static IndexFile unusable(String problem) {
        return new IndexFile(List.of(), List.of(new IndexFile.BadLine(0, "the file " + problem)));
    }

    private IndexFile parse() {
        int start = 0;
        int number = 1;
        while (start < bytes.length) {
            int end = lineEnd(start);
            readLine(number, skipByteOrderMark(number, start), end);
            start = isCarriageReturnLineFeed(end) ? end + 2 : end + 1;
            number++;
        }
        return result();
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

    private int lineEnd(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    private boolean isCarriageReturnLineFeed(int end) {
        return end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
    }

    private void readLine(int number, int start, int end) {
        if (end - start > IndexFormat.MAX_LINE_BYTES) {
            report(number, () -> "has " + (end - start) + " bytes, expected at most " + IndexFormat.MAX_LINE_BYTES);
            return;
        }
        String line = decode(start, end);
        if (line == null) {
            reportOtherThanText(number);
            return;
        }
        String text = line.trim();
        if (text.startsWith(RecordSyntax.MARK)) {
            readRecord(number, text);
        } else if (!text.isEmpty() && text.charAt(0) != '#') {
            readClass(number, text);
        }
    }

    private void readClass(int number, String text) {
        int comment = text.indexOf('#');
        String providerClass = comment < 0 ? text : text.substring(0, comment).trim();
        if (classLines.size() == IndexFormat.MAX_ENTRIES && !classLines.containsKey(providerClass)) {
            report(
                    number,
                    () -> "is one class too many, expected at most " + IndexFormat.MAX_ENTRIES + " in one index");
        } else if (BinaryName.isLegal(providerClass)) {
            classLines.putIfAbsent(providerClass, number);
        } else {
            report(
                    number,
                    () -> Quote.text(providerClass) + " "
                            + BinaryName.problemWith(providerClass).orElseThrow());
        }
    }

    private void readRecord(int number, String text) {
        try {
            RecordSyntax.parse(text).ifPresent(parsed -> addRecord(number, parsed));
        } catch (IllegalArgumentException e) {
            report(number, () -> "bad record: " + e.getMessage());
        }
    }

    private void addRecord(int number, RecordSyntax.Parsed parsed) {
        Optional<IndexRecord> record = Optional.of(parsed.record());
        Optional<IndexRecord> earlier = records.putIfAbsent(parsed.providerClass(), record);
        if (earlier != null && !earlier.equals(record)) {
            records.put(parsed.providerClass(), Optional.empty());
            report(
                    number,
                    () -> "differs from an earlier record of " + parsed.providerClass()
                            + ", expected one; neither is used, the provider is asked instead");
        }
    }

    private IndexFile result() {
        List<IndexFile.Line> lines = new ArrayList<>(classLines.size());
        classLines.forEach((providerClass, number) -> lines.add(new IndexFile.Line(
                number, new IndexEntry(providerClass, records.getOrDefault(providerClass, Optional.empty())))));
        if (badLineCount > MAX_BAD_LINES) {
            badLines.add(
                    new IndexFile.BadLine(0, "the file has " + (badLineCount - MAX_BAD_LINES) + " more bad lines"));
        }
        return new IndexFile(lines, badLines);
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
        boolean ascii = true;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b < 0) {
                ascii = false;
            } else if ((b < ' ' && b != '\t') || b == 0x7f) {
                return null;
            }
        }
        return ascii ? new String(bytes, start, end - start, UTF_8) : decodeStrictly(start, end);
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
