package dev.rendezvous.index;

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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader makes of the files that people and tools leave behind, one example for each branch. */
class IndexReaderTest {

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

    private static final String A_RECORD = "#rendezvous:1 com.acme.A name=a implementation=com.acme.ABackend";
    private static final String B_RECORD = "#rendezvous:1 com.acme.B name=b implementation=com.acme.BBackend";

    private static final IndexEntry A = entry("com.acme.A", "a", "com.acme.ABackend");
    private static final IndexEntry B = entry("com.acme.B", "b", "com.acme.BBackend");
    private static final IndexEntry BARE_A = new IndexEntry("com.acme.A", Optional.empty());
    private static final IndexEntry BARE_B = new IndexEntry("com.acme.B", Optional.empty());

    private static final String BYTE_ORDER_MARK = "\ufeff";

    // ---- lines and line ends

    @Test
    void emptyFileListsNothing() {
        assertThat(parse("")).isEqualTo(new IndexFile(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsALineEnd(String end) {
        IndexFile file = parse(String.join(end, "com.acme.A", A_RECORD, "", "com.acme.B", B_RECORD, ""));

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, A), new IndexFile.Line(4, B));
        assertThat(file.badLines()).isEmpty();
    }

    @Test
    void lineEndsMayBeMixed() {
        IndexFile file = parse("com.acme.A\r\n\n\r\rcom.acme.B\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, BARE_A), new IndexFile.Line(5, BARE_B));
    }

    @Test
    void lastLineNeedsNoLineEnd() {
        assertThat(clean("com.acme.A\n" + A_RECORD)).containsExactly(A);
        assertThat(clean(A_RECORD + "\ncom.acme.A")).containsExactly(A);
    }

    @Test
    void carriageReturnMayEndTheFile() {
        assertThat(clean("com.acme.A\r")).containsExactly(BARE_A);
    }

    @Test
    void blanksAndTabsAroundALineAreIgnored() {
        assertThat(clean(" \tcom.acme.A\t \n \t" + A_RECORD + " \t\n \t \n")).containsExactly(A);
    }

    @Test
    void trailingCommentOnAClassLineIsIgnored() {
        assertThat(clean("com.acme.A # ours\ncom.acme.B#glued # twice\n")).containsExactly(BARE_A, BARE_B);
    }

    private static final String NAMED = "com.acme.A_RendezvousProvider";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- In a directorycom.acme.B_RendezvousProvider | directorycom.acme.B_RendezvousProvider",
                "-- In a directorycom.acme.Hand\\n#rendezvous:1 com.acme.Hand name=b implementation=com.acme.B | com.acme.Hand",
                "com.acme.B_RendezvousProvider | implementation=com.acme.Acom.acme.B_RendezvousProvider",
                "com.acme.Hand\\n#rendezvous:1 com.acme.Hand name=b implementation=com.acme.B | com.acme.Hand",
                "-- Here#rendezvous:1 com.acme.B name=b implementation=com.acme.B | #rendezvous:1 com.acme.B name=b",
                "#rendezvous:1 com.acme.B name=b implementation=com.acme.B | #rendezvous:1 com.acme.B name=b",
            })
    void lineGluedToARecordIsReported(String end, String second) {
        String record = NAMED + "\n#rendezvous:1 " + NAMED + " name=a implementation=com.acme.A"
                + (end.startsWith("--") ? " " : "") + end.replace("\\n", "\n") + "\n";

        IndexFile file = IndexReader.parse(record.getBytes(UTF_8));

        assertThat(file.entries())
                .as("without the record that is damaged")
                .containsExactly(new IndexEntry(NAMED, Optional.empty()));
        assertThat(file.badLines())
                .anySatisfy(line -> assertThat(line.message()).contains("two lines are glued", second, "add it"))
                .extracting(IndexFile.BadLine::number)
                .contains(2);
    }

    @Test
    void gluedClassLinesAreReportedIfRecordTells() {
        IndexFile file = IndexReader.parse(
                "com.acme.Handcom.acme.B\n#rendezvous:1 com.acme.B name=b implementation=com.acme.B\n".getBytes(UTF_8));

        assertThat(file.badLines())
                .singleElement()
                .satisfies(line -> assertThat(line.message()).contains("two lines are glued", "\"com.acme.B\""));
    }

    @Test
    void recordGluedToAClassLineIsReported() {
        String glued = """
                com.acme.A#rendezvous:1 com.acme.B name=b implementation=com.acme.B
                com.acme.B
                """;
        IndexFile file = IndexReader.parse(glued.getBytes(UTF_8));

        assertThat(file.entries()).containsExactly(BARE_A, BARE_B);
        assertThat(file.badLines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line.message()).contains("two lines are glued", "#rendezvous:1 com.acme.B"));
    }

    @Test
    void backendNamedLikeAProviderIsRead() {
        String name = "com.acme.A_RendezvousProvider";
        assertThat(clean(name + "_RendezvousProvider\n#rendezvous:1 " + name
                        + "_RendezvousProvider name=a implementation=" + name + "\n"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.record()).isPresent());
    }

    @Test
    void recordGluedToItsClassLineIsComment() {
        assertThat(clean("com.acme.A " + A_RECORD + "\n")).containsExactly(BARE_A);
    }

    @Test
    void commentsOfOtherPeopleAreIgnored() {
        assertThat(clean("""
                # Copyright Acme
                #
                ##rendezvous:1 x
                # rendezvous:1 com.acme.A name=x
                #rendezvous
                #RENDEZVOUS:1 com.acme.A name=x
                com.acme.A
                """)).containsExactly(BARE_A);
    }

    @Test
    void entriesKeepTheOrderOfTheirFirstLines() {
        IndexFile file = parse("com.acme.B\ncom.acme.A\ncom.acme.B\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, BARE_B), new IndexFile.Line(2, BARE_A));
        assertThat(file.badLines()).isEmpty();
    }

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

    // ---- class lines

    @Test
    void classOfTheUnnamedPackageIsReported() {
        IndexFile file = parse("Backend\ncom.acme.A\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(2, BARE_A));
        assertThat(only(file))
                .isEqualTo(
                        new IndexFile.BadLine(
                                1,
                                "\"Backend\" is in no package; expected a class of a named package, such as com.acme.TestBackend"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.A com.acme.B",
                "com.acme.A,",
                "com/acme/A",
                "com..A",
                ".com.A",
                "com.acme.",
                "com.1a.A",
                "com.acme.A;",
                "name=com.acme.A",
                "[Lcom.acme.A;",
                "<<<<<<< HEAD",
                "com.acme.A\u00a0",
                "com.ac\u200bme.A"
            })
    void aLineThatIsNoClassNameIsReported(String line) {
        IndexFile file = parse("com.acme.A\n" + line + "\ncom.acme.B\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, BARE_A), new IndexFile.Line(3, BARE_B));
        assertThat(only(file).number()).isEqualTo(2);
        assertThat(only(file).message()).startsWith("\"").contains("is not a class name");
    }

    @Test
    void messageHoldsNothingThatCouldBeMistaken() {
        assertThat(only(parse("com.acme.A\u202e\u0131" + "x".repeat(1000) + "!\n"))
                        .message())
                .isEqualTo("\"com.acme.A\\u202e\\u0131" + "x".repeat(68)
                        + "...\" is not a class name; expected one such as com.acme.TestBackend");
    }

    @Test
    void hashSignBeginsNoClassLine() {
        assertThat(clean("#com.acme.A\n")).isEmpty();
    }

    // ---- records

    @Test
    void fullRecordIsUnderstood() {
        assertThat(clean("com.acme.A\n#rendezvous:1 com.acme.A name=a aliases=b,c.d implementation=com.acme.Outer$Inner"
                        + " since=3 -- Meets -- in a  shared directory\n"))
                .containsExactly(new IndexEntry(
                        "com.acme.A",
                        Optional.of(new IndexRecord(
                                "a",
                                List.of("b", "c.d"),
                                "com.acme.Outer$Inner",
                                "Meets -- in a  shared directory",
                                new TreeMap<>(Map.of("since", "3"))))));
    }

    @Test
    void fieldsMayComeInAnyOrder() {
        assertThat(clean("com.acme.A\n#rendezvous:1\t com.acme.A  implementation=com.acme.ABackend\t\tname=a\n"))
                .containsExactly(A);
    }

    @Test
    void descriptionMayBeginWithItsOwnMark() {
        assertThat(description(" -- -- odd")).isEqualTo("-- odd");
    }

    @Test
    void emptyDescriptionIsNone() {
        assertThat(description(" --")).isEmpty();
        assertThat(description(" -- ")).isEmpty();
    }

    @Test
    void fieldsAfterTheDescriptionMarkAreDescription() {
        assertThat(description(" -- name=other #rendezvous:1")).isEqualTo("name=other #rendezvous:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#rendezvous:2 com.acme.A name=other implementation=com.acme.Other",
                "#rendezvous:10 com.acme.A name=other implementation=com.acme.Other",
                "#rendezvous:1.1 {\"class\": \"com.acme.A\"}",
                "#rendezvous:x",
                "#rendezvous:"
            })
    void aRecordOfAnUnknownVersionCountsForNothing(String record) {
        assertThat(clean("com.acme.A\n" + record + "\n")).containsExactly(BARE_A);
        assertThat(clean("com.acme.A\n" + A_RECORD + "\n" + record + "\n")).containsExactly(A);
    }

    @Test
    void recordWithoutItsClassLineCountsForNothing() {
        assertThat(clean("com.acme.A\n" + A_RECORD + "\n" + B_RECORD + "\n")).containsExactly(A);
    }

    @Test
    void recordOfARelocatedClassCountsForNothing() {
        assertThat(clean("shaded.com.acme.A\n" + A_RECORD + "\n"))
                .containsExactly(new IndexEntry("shaded.com.acme.A", Optional.empty()));
    }

    @Test
    void recordMayStandAnywhere() {
        assertThat(clean(String.join("\n", B_RECORD, A_RECORD, "com.acme.A", "com.acme.B")))
                .containsExactly(A, B);
    }

    @Test
    void equalRecordsAreOne() {
        assertThat(clean(String.join("\n", "com.acme.A", A_RECORD, "com.acme.A", A_RECORD)))
                .containsExactly(A);
    }

    @Test
    void recordsOfTheSameContentAreEqual() {
        assertThat(clean("com.acme.A\n" + A_RECORD
                        + "\n#rendezvous:1  com.acme.A implementation=com.acme.ABackend name=a --\n"))
                .containsExactly(A);
    }

    @Test
    void ofTwoDifferingRecordsNeitherCounts() {
        String other = A_RECORD.replace("name=a", "name=other");
        for (List<String> records : List.of(
                List.of(A_RECORD, other),
                List.of(other, A_RECORD),
                List.of(A_RECORD, other, A_RECORD),
                List.of(A_RECORD, other, other))) {
            IndexFile file = parse("com.acme.A\n" + String.join("\n", records) + "\ncom.acme.B\n" + B_RECORD);

            assertThat(file.entries()).containsExactly(BARE_A, B);
            assertThat(file.badLines().get(0).number()).isEqualTo(3);
            assertThat(file.badLines())
                    .allSatisfy(line ->
                            assertThat(line.message()).contains("differs").contains("com.acme.A"));
        }
    }

    @Test
    void recordsThatDifferInTheirDescriptionDiffer() {
        assertThat(parse("com.acme.A\n" + A_RECORD + "\n" + A_RECORD + " -- New\n")
                        .entries())
                .containsExactly(BARE_A);
    }

    @Test
    void badRecordDoesNotSpoilAGoodOne() {
        IndexFile file = parse("com.acme.A\n#rendezvous:1 com.acme.A name=a\n" + A_RECORD);

        assertThat(file.entries()).containsExactly(A);
        assertThat(only(file).number()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.A implementation=com.acme.I                            | the field name=",
                "com.acme.A name=a                                               | the field implementation=",
                "com.acme.A name=a name=b implementation=com.acme.I              | \"name\" is there twice",
                "com.acme.A name=a implementation=com.acme.I x=1 x=1             | \"x\" is there twice",
                "com.acme.A name=A implementation=com.acme.I                     | the name \"A\" has 'A' at index 0",
                "com.acme.A name= implementation=com.acme.I                      | the name \"\" is blank",
                "com.acme.A name=a aliases=b,B implementation=com.acme.I         | the alias \"B\" has 'B'",
                "com.acme.A name=a aliases=b,,c implementation=com.acme.I        | the alias \"\" is blank",
                "com.acme.A name=a aliases= implementation=com.acme.I            | the alias \"\" is blank",
                "com.acme.A name=a aliases=b,a implementation=com.acme.I         | the alias \"a\" is there twice",
                "com.acme.A name=a aliases=b,c,b implementation=com.acme.I       | the alias \"b\" is there twice",
                "com.acme.A name=a implementation=I                              | the implementation \"I\" is in no package",
                "com.acme.A name=a implementation=com/acme/I                     | the implementation \"com/acme/I\" is not a class name",
                "com.acme.A name=a implementation=com.acme.I loose               | expected key=value in a record, found \"loose\"",
                "com.acme.A name=a implementation=com.acme.I =x                  | expected key=value in a record, found \"=x\"",
                "com.acme.A name=a implementation=com.acme.I -- a\u0085b         | the description has U+0085 at index 1",
                "com.acme.A name=a implementation=com.acme.I -- a\u2028b         | the description has U+2028 at index 1",
                "com.acme.A name=a implementation=com.acme.I x=\u0085b           | is not key=value",
                "name=a implementation=com.acme.I                                | names its provider class",
                "A name=a implementation=com.acme.I                              | names its provider class",
                "-- a                                                            | names its provider class",
            })
    void aBadRecordIsReportedAndItsClassKept(String record, String problem) {
        IndexFile file = parse("com.acme.A\n#rendezvous:1 " + record + "\ncom.acme.B\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1, BARE_A), new IndexFile.Line(3, BARE_B));
        assertThat(only(file).number()).isEqualTo(2);
        assertThat(only(file).message()).startsWith("bad record: ").contains(problem);
    }

    @Test
    void recordWithNothingAfterItsVersionIsBad() {
        assertThat(only(parse("#rendezvous:1\n")).message()).contains("names its provider class");
    }

    @Test
    void unknownKeysAreKeptThroughARoundTrip() {
        String text = "com.acme.A\n" + A_RECORD + " Since=3 x= zone=a=b,c -- One line\n";

        assertThat(new String(IndexWriter.write(clean(text)), UTF_8)).isEqualTo(text);
    }

    // ---- many problems

    @Test
    void hundredBadLinesAreReportedOneByOne() {
        assertThat(parse("com.acme.A\n" + "!\n".repeat(100)).badLines())
                .hasSize(100)
                .extracting(IndexFile.BadLine::number)
                .startsWith(2, 3, 4)
                .endsWith(101);
    }

    @Test
    void moreBadLinesAreSummarised() {
        IndexFile file = parse("!\n".repeat(1100) + "com.acme.A\n");

        assertThat(file.lines()).containsExactly(new IndexFile.Line(1101, BARE_A));
        assertThat(file.badLines()).hasSize(101);
        assertThat(file.badLines().get(100).number()).isZero();
        assertThat(file.badLines().get(100).message()).isEqualTo("the file has 1000 more bad lines");
    }

    // ---- helpers

    private static IndexFile parse(String text) {
        return IndexReader.parse(text.getBytes(UTF_8));
    }

    private static List<IndexEntry> clean(String text) {
        IndexFile file = parse(text);
        assertThat(file.badLines()).isEmpty();
        return file.entries();
    }

    private static String description(String end) {
        List<IndexEntry> entries = clean("com.acme.A\n" + A_RECORD + end + "\n");
        return entries.get(0).record().orElseThrow().description();
    }

    private static IndexFile.BadLine only(IndexFile file) {
        return assertThat(file.badLines())
                .singleElement(InstanceOfAssertFactories.type(IndexFile.BadLine.class))
                .actual();
    }

    private static IndexEntry entry(String provider, String name, String implementation) {
        return new IndexEntry(provider, Optional.of(new IndexRecord(name, List.of(), implementation, "")));
    }

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
