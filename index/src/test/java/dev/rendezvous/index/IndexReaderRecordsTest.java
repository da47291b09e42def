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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader adds a valid record to its class, and reports a record that is not valid. */
class IndexReaderRecordsTest {

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

    private static String description(String end) {
        List<IndexEntry> entries = clean("com.acme.A\n" + A_RECORD + end + "\n");
        return entries.get(0).record().orElseThrow().description();
    }
}
