package dev.rendezvous.index;

import static dev.rendezvous.index.SampleIndex.A;
import static dev.rendezvous.index.SampleIndex.A_RECORD;
import static dev.rendezvous.index.SampleIndex.BARE_A;
import static dev.rendezvous.index.SampleIndex.BARE_B;
import static dev.rendezvous.index.SampleIndex.clean;
import static dev.rendezvous.index.SampleIndex.only;
import static dev.rendezvous.index.SampleIndex.parse;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reader reports bytes that are not UTF-8 text, and sizes beyond its limits. */
class IndexReaderBytesTest {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    // ---- bytes

    @Test
    void byteOrderMarkIsReportedKeepingItsLine() {
        IndexFile file = parse(BYTE_ORDER_MARK + "com.acme.A\n" + A_RECORD + "\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, A));
        assertThat(only(file).number()).isEqualTo(1);
        assertThat(only(file).message()).contains("byte order mark");
    }

    @Test
    void filesWithByteOrderMarksMayBeJoined() {
        IndexFile file = parse(BYTE_ORDER_MARK + "com.acme.A\n" + BYTE_ORDER_MARK + "com.acme.B\n" + BYTE_ORDER_MARK
                + A_RECORD + "\n" + BYTE_ORDER_MARK);

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, A), new IndexFile.Line(2, BARE_B));
        assertThat(file.badLines()).extracting(IndexFile.BadLine::number).containsExactly(1, 2, 3, 4);
        assertThat(file.badLines())
                .allSatisfy(line -> assertThat(line.message()).contains("byte order mark"));
    }

    @Test
    void byteOrderMarkWithinALineIsText() {
        assertThat(only(parse("com.acme.A\ncom." + BYTE_ORDER_MARK + "acme.B\n"))
                        .number())
                .isEqualTo(2);
        assertThat(only(parse(BYTE_ORDER_MARK + "\ncom.acme.A")).number()).isEqualTo(1);
        assertThat(parse(BYTE_ORDER_MARK + BYTE_ORDER_MARK + "com.acme.A").lines())
                .isEmpty();
    }

    @Test
    void abortedByteOrderMarkIsABadLine() {
        byte[] file = concat(new byte[] {(byte) 0xef, (byte) 0xbb}, "\ncom.acme.A\n".getBytes(UTF_8));

        assertThat(IndexReader.parse(file).entries()).containsExactly(BARE_A);
        assertThat(only(IndexReader.parse(file)).number()).isEqualTo(1);
    }

    @Test
    void fileInUtf16IsNotUsedAtAll() {
        for (byte[] file : List.of(
                (BYTE_ORDER_MARK + "com.acme.A\n").getBytes(UTF_16LE),
                (BYTE_ORDER_MARK + "com.acme.A\n").getBytes(UTF_16BE))) {
            IndexFile index = IndexReader.parse(file);

            assertThat(index.lines()).isEmpty();
            assertThat(only(index).number()).isZero();
            assertThat(only(index).message()).contains("UTF-16").contains("expected UTF-8");
        }
    }

    @Test
    void utf16FileWithoutAMarkIsOneProblem() {
        IndexFile index = IndexReader.parse("com.acme.A\ncom.acme.B\n".getBytes(UTF_16LE));

        assertThat(index.lines()).isEmpty();
        assertThat(only(index).message()).contains("not UTF-8 text");
    }

    @Test
    void binaryLinesAreReportedOnce() {
        IndexFile file = parse("com.acme.A\n\0\1\2\n\0com.acme.C\ncom.acme.D\0\n\u007f\ncom.acme.B\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, BARE_A), new IndexFile.Line(6, BARE_B));
        assertThat(only(file).number()).isEqualTo(2);
        assertThat(only(file).message()).contains("not UTF-8 text");
    }

    @Test
    void controlCharactersInARecordAreNotText() {
        IndexFile file = parse("com.acme.A\n" + A_RECORD + " -- red \u001b[31m\n");

        assertThat(file.entries()).containsExactly(BARE_A);
        assertThat(only(file).number()).isEqualTo(2);
    }

    @Test
    void malformedUtf8CostsItsLine() {
        for (byte[] malformed : List.of(
                "com.acme.\u00e9".getBytes(ISO_8859_1), // a Latin-1 letter
                new byte[] {(byte) 0xc0, (byte) 0xaf}, // an overlong slash
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // a surrogate
                new byte[] {(byte) 0xe2, (byte) 0x82}, // cut short
                new byte[] {(byte) 0xff})) {
            IndexFile file = IndexReader.parse(
                    concat("com.acme.A\n".getBytes(UTF_8), malformed, "\ncom.acme.B\n".getBytes(UTF_8)));

            assertThat(file.lines()).containsExactly(new IndexFile.Line(1, BARE_A), new IndexFile.Line(3, BARE_B));
            assertThat(only(file).number()).isEqualTo(2);
            assertThat(only(file).message()).contains("not UTF-8 text");
        }
    }

    @Test
    void recordThatIsNotUtf8CountsForNothing() {
        IndexFile file = IndexReader.parse(("com.acme.A\n" + A_RECORD + " -- caf\u00e9\n").getBytes(ISO_8859_1));

        assertThat(file.entries()).containsExactly(BARE_A);
        assertThat(only(file).number()).isEqualTo(2);
    }

    @Test
    void namesAndDescriptionsMayUseAnyScript() {
        IndexFile file =
                parse("com.acme.Zoë\n#rendezvous:1 com.acme.Zoë name=z implementation=com.acme.Ключ -- 集合 🚀\n");

        assertThat(file.entries())
                .containsExactly(new IndexEntry(
                        "com.acme.Zoë", Optional.of(new IndexRecord("z", List.of(), "com.acme.Ключ", "集合 🚀"))));
        assertThat(file.badLines()).isEmpty();
    }

    // ---- limits

    @Test
    void firstOfTooManyClassesAreRead() {
        StringBuilder index = new StringBuilder();
        for (int i = 0; i <= IndexFormat.MAX_ENTRIES; i++) {
            index.append("a.C").append(i).append('\n');
        }
        index.append("a.C0\n");

        IndexFile file = IndexReader.parse(index.toString().getBytes(UTF_8));

        assertThat(file.lines()).hasSize(IndexFormat.MAX_ENTRIES);
        assertThat(file.badLines())
                .containsExactly(new IndexFile.BadLine(
                        IndexFormat.MAX_ENTRIES + 1, "is one class too many, expected at most 100000 in one index"));
    }

    @Test
    void lineMayHave16384Bytes() {
        String longest = "com.acme." + "A".repeat(IndexFormat.MAX_LINE_BYTES - "com.acme.".length());

        assertThat(clean(longest + "\r\n")).containsExactly(new IndexEntry(longest, Optional.empty()));
    }

    @Test
    void longerLineIsReportedAndSkipped() {
        String tooLong = "com.acme." + "A".repeat(IndexFormat.MAX_LINE_BYTES + 1 - "com.acme.".length());
        IndexFile file = parse("com.acme.A\n" + tooLong + "\ncom.acme.B\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, BARE_A), new IndexFile.Line(3, BARE_B));
        assertThat(only(file).number()).isEqualTo(2);
        assertThat(only(file).message()).contains("16385 bytes").contains("at most 16384");
    }

    @Test
    void lengthOfALineIsCountedInBytes() {
        String tooLong = "#" + "é".repeat(IndexFormat.MAX_LINE_BYTES / 2);

        assertThat(only(parse(tooLong)).message()).contains("16385 bytes");
    }

    @Test
    void fileMayHave16MiB() throws IOException {
        byte[] file = fileOfSize(IndexFormat.MAX_FILE_BYTES);

        assertThat(IndexReader.parse(file).entries()).containsExactly(BARE_A);
        assertThat(IndexReader.read(new ByteArrayInputStream(file)).entries()).containsExactly(BARE_A);
    }

    @Test
    void largerFileIsNotUsedAtAll() throws IOException {
        byte[] file = fileOfSize(IndexFormat.MAX_FILE_BYTES + 1);

        for (IndexFile index : List.of(IndexReader.parse(file), IndexReader.read(new ByteArrayInputStream(file)))) {
            assertThat(index.lines()).isEmpty();
            assertThat(only(index).number()).isZero();
            assertThat(only(index).message()).contains("16777216 bytes");
        }
    }

    @Test
    void endlessStreamIsRefusedAfterTheLimit() throws IOException {
        EndlessStream stream = new EndlessStream();

        IndexFile index = IndexReader.read(stream);

        assertThat(only(index).number()).isZero();
        assertThat(stream.given).isEqualTo(IndexFormat.MAX_FILE_BYTES + 1L);
        assertThat(stream.closed).isFalse();
    }

    @Test
    void errorOfTheStreamComesThrough() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("bad disk");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("bad disk");
            }
        };

        assertThatThrownBy(() -> IndexReader.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("bad disk");
    }

    // ---- helpers

    /** A class line, and blank lines up to the size. */
    private static byte[] fileOfSize(int size) {
        byte[] file = new byte[size];
        Arrays.fill(file, (byte) '\n');
        byte[] line = "com.acme.A".getBytes(UTF_8);
        System.arraycopy(line, 0, file, 0, line.length);
        return file;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static final class EndlessStream extends InputStream {
        private long given;
        private boolean closed;

        @Override
        public int read() {
            given++;
            return '\n';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) '\n');
            given += length;
            return length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
