package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.index.IndexWriter;
import java.util.Arrays;

/** What the fuzzer calls, with bytes that it makes up. Public, since it does so from outside. */
public final class IndexReaderTarget {

    private static final int MOST_MESSAGES = 101;

    private IndexReaderTarget() {}

    /**
     * Reads bytes as an index, which must not throw; and what was read, once written, must be read as the same.
     *
     * @param data any bytes
     */
    public static void fuzzerTestOneInput(byte[] data) {
        IndexFile found = IndexReader.parse(data);
        if (found.badLines().size() > MOST_MESSAGES) {
            throw new IllegalStateException(found.badLines().size() + " messages");
        }
        // A comment says nothing, but an index that has one is not read by the quick reader.
        if (!found.equals(IndexReader.parse(withComment(data)))) {
            throw new IllegalStateException("a comment at the end changes what is read");
        }
        byte[] written = IndexWriter.write(found.entries());
        IndexFile again = IndexReader.parse(written);
        if (!again.badLines().isEmpty()) {
            throw new IllegalStateException("what the writer wrote has a bad line: " + again.badLines());
        }
        if (!Arrays.equals(written, IndexWriter.write(again.entries()))) {
            throw new IllegalStateException("read, written and read again, the entries differ");
        }
    }

    private static byte[] withComment(byte[] data) {
        byte[] comment = "\n# a comment".getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(data, data.length + comment.length);
        System.arraycopy(comment, 0, all, data.length, comment.length);
        return all;
    }
}
