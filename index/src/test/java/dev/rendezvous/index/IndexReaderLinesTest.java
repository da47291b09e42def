package dev.rendezvous.index;

import static dev.rendezvous.index.SampleIndex.A;
import static dev.rendezvous.index.SampleIndex.A_RECORD;
import static dev.rendezvous.index.SampleIndex.B;
import static dev.rendezvous.index.SampleIndex.BARE_A;
import static dev.rendezvous.index.SampleIndex.BARE_B;
import static dev.rendezvous.index.SampleIndex.B_RECORD;
import static dev.rendezvous.index.SampleIndex.clean;
import static dev.rendezvous.index.SampleIndex.only;
import static dev.rendezvous.index.SampleIndex.parse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader finds the classes of an index in its lines, and reports a line that is neither a class nor a comment. */
class IndexReaderLinesTest {

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
}
