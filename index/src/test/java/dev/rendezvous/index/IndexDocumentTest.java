package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.index.declaration.BackendName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/index-format.md} true: its examples are read and written by the code that it describes. */
class IndexDocumentTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "..", "docs", "index-format.md");
    private static final Pattern EXAMPLE = Pattern.compile("<!-- example: (\\w+) -->\n```\n(.*?)```\n", Pattern.DOTALL);

    private static final IndexEntry TEST_BACKEND = entry(
            "com.acme.TestBackend_RendezvousProvider",
            new IndexRecord("testbackend", List.of(), "com.acme.TestBackend", ""));
    private static final IndexEntry ETCD = entry(
            "org.example.Etcd_RendezvousProvider",
            new IndexRecord("etcd", List.of("etcd-v3"), "org.example.Etcd", "Meets in etcd"));

    private static String document = "";
    private static final Map<String, String> EXAMPLES = new TreeMap<>();

    @BeforeAll
    static void readTheDocument() throws IOException {
        document = Files.readString(DOCUMENT, UTF_8).replace("\r\n", "\n");
        Matcher matcher = EXAMPLE.matcher(document);
        while (matcher.find()) {
            EXAMPLES.put(matcher.group(1), matcher.group(2));
        }
    }

    @Test
    void everyExampleIsTested() {
        assertThat(EXAMPLES.keySet())
                .containsExactly("differing", "joined", "plain", "relocated", "sorted", "stripped", "versions");
        assertThat(document.lines().filter(line -> line.equals("```")).count())
                .as("fences: two for each example, and the end of the grammar")
                .isEqualTo(2L * EXAMPLES.size() + 1);
    }

    @Test
    void plainExampleIsWhatTheWriterWrites() {
        List<IndexEntry> entries = List.of(
                entry(
                        "com.acme.TestBackend_RendezvousProvider",
                        new IndexRecord(
                                "testbackend", List.of("tb"), "com.acme.TestBackend", "Meets in a shared directory")),
                entry(
                        "com.acme.DirectoryBackend_RendezvousProvider",
                        new IndexRecord("directory", List.of(), "com.acme.DirectoryBackend", "")));

        assertThat(new String(IndexWriter.write(entries), UTF_8)).isEqualTo(example("plain"));
        assertThat(clean("plain")).containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void joinedAndSortedFilesTellTheSame() {
        assertThat(clean("joined")).containsExactly(TEST_BACKEND, ETCD);
        assertThat(clean("sorted")).containsExactly(TEST_BACKEND, ETCD);
        assertThat(example("joined").lines().distinct().sorted())
                .containsExactlyElementsOf(example("sorted").lines().toList());
    }

    @Test
    void relocatedClassHasNoRecord() {
        assertThat(clean("relocated"))
                .containsExactly(TEST_BACKEND, new IndexEntry("shaded." + ETCD.providerClass(), Optional.empty()));
    }

    @Test
    void strippedFileHasNoRecords() {
        assertThat(clean("stripped")).containsExactly(bare(TEST_BACKEND), bare(ETCD));
    }

    @Test
    void secondOfTwoDifferingRecordsIsReported() {
        IndexFile file = parse("differing");

        assertThat(file.entries()).containsExactly(bare(ETCD));
        assertThat(file.badLines()).extracting(IndexFile.BadLine::number).containsExactly(4);
    }

    @Test
    void recordOfALaterVersionIsSkipped() {
        assertThat(clean("versions"))
                .containsExactly(entry(
                        ETCD.providerClass(),
                        new IndexRecord(
                                "etcd", List.of(), "org.example.Etcd", "", new TreeMap<>(Map.of("since", "0.3")))));
    }

    @Test
    void numbersAreThoseOfTheCode() {
        assertThat(document)
                .contains(String.format(
                        Locale.ROOT,
                        "%d MiB (%,d bytes)",
                        IndexFormat.MAX_FILE_BYTES >> 20,
                        IndexFormat.MAX_FILE_BYTES))
                .contains(String.format(
                        Locale.ROOT,
                        "%d KiB (%,d bytes)",
                        IndexFormat.MAX_LINE_BYTES >> 10,
                        IndexFormat.MAX_LINE_BYTES))
                .contains(String.format(Locale.ROOT, "%,d provider classes", IndexFormat.MAX_ENTRIES))
                .contains("1 to " + BackendName.MAX_LENGTH + " characters")
                .contains(IndexFormat.path("dev.rendezvous.spi.RendezvousBackendProvider"));
    }

    private static String example(String name) {
        return Optional.ofNullable(EXAMPLES.get(name)).orElseThrow();
    }

    private static IndexFile parse(String example) {
        return IndexReader.parse(example(example).getBytes(UTF_8));
    }

    private static List<IndexEntry> clean(String example) {
        IndexFile file = parse(example);
        assertThat(file.badLines()).isEmpty();
        return file.entries();
    }

    private static IndexEntry entry(String provider, IndexRecord record) {
        return new IndexEntry(provider, Optional.of(record));
    }

    private static IndexEntry bare(IndexEntry entry) {
        return new IndexEntry(entry.providerClass(), Optional.empty());
    }
}
