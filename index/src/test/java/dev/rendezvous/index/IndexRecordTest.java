package dev.rendezvous.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexRecordTest {

    @Test
    void recordOwnsItsCollections() {
        List<String> aliases = new ArrayList<>(List.of("b"));
        SortedMap<String, String> extras = new TreeMap<>(Map.of("x", "1"));
        IndexRecord record = new IndexRecord("a", aliases, "com.acme.I", "", extras);

        aliases.add("c");
        extras.put("y", "2");

        assertThat(record.aliases()).containsExactly("b");
        assertThat(record.extras()).isEqualTo(Map.of("x", "1"));
        assertThatThrownBy(() -> record.extras().put("z", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalRecordsAreWrittenAlike() {
        SortedMap<String, String> extras = new TreeMap<>(Map.of("x", "1", "y", "2"));
        SortedMap<String, String> reversed = new TreeMap<>(Comparator.<String>reverseOrder());
        reversed.putAll(extras);
        IndexRecord one = new IndexRecord("a", List.of(), "com.acme.I", "", extras);
        IndexRecord other = new IndexRecord("a", List.of(), "com.acme.I", "", reversed);

        assertThat(other).isEqualTo(one);
        assertThat(written(other)).isEqualTo(written(one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A    | b    | com.acme.I | x     | the name \"A\" has 'A' at index 0",
                "''   | b    | com.acme.I | x     | the name \"\" is blank",
                "a    | B    | com.acme.I | x     | the alias \"B\" has 'B' at index 0",
                "a    | a    | com.acme.I | x     | the alias \"a\" is there twice",
                "a    | b    | I          | x     | the implementation \"I\" is in no package",
                "a    | b    | com.acme.  | x     | the implementation \"com.acme.\" is not a class name",
                "a    | b    | com.acme.I | ' x'  | the description begins or ends with a blank",
                "a    | b    | com.acme.I | 'x\n' | the description has U+000A at index 1",
            })
    void anIllegalComponentIsRefusedByName(
            String name, String alias, String implementation, String description, String problem) {
        assertThatThrownBy(() -> new IndexRecord(name, List.of(alias), implementation, description))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "aliases", "implementation", "a b", "a=b", "a\n", "a\u0085", "\ud83d"})
    void anIllegalExtraKeyIsRefused(String key) {
        assertThatThrownBy(() -> withExtra(key, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not key=value");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a\tb", "a\n", "\u007f", "\u0085", "\u2028", "\ude80"})
    void anIllegalExtraValueIsRefused(String value) {
        assertThatThrownBy(() -> withExtra("x", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not key=value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Backend", "", "com.acme.", "com acme.A"})
    void anEntryNeedsALegalProviderClass(String provider) {
        assertThatThrownBy(() -> new IndexEntry(provider, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + provider + "\" is ");
    }

    @Test
    @Timeout(20)
    void manyAliasesAreCheckedInLinearTime() {
        List<String> aliases =
                IntStream.range(0, 300_000).mapToObj(i -> "alias" + i).toList();

        assertThat(new IndexRecord("a", aliases, "com.acme.I", "").aliases()).hasSize(300_000);
    }

    @Test
    void fileOwnsItsLists() {
        List<IndexFile.Line> lines = new ArrayList<>();
        List<IndexFile.BadLine> badLines = new ArrayList<>();
        IndexFile file = new IndexFile(lines, badLines);

        lines.add(new IndexFile.Line(1, new IndexEntry("com.acme.A", Optional.empty())));
        badLines.add(new IndexFile.BadLine(1, "bad"));

        assertThat(file).isEqualTo(new IndexFile(List.of(), List.of()));
    }

    private static IndexRecord withExtra(String key, String value) {
        return new IndexRecord("a", List.of(), "com.acme.I", "", new TreeMap<>(Map.of(key, value)));
    }

    private static byte[] written(IndexRecord record) {
        return IndexWriter.write(List.of(new IndexEntry("com.acme.A", Optional.of(record))));
    }
}
