package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes that are written: they are compared byte for byte, since builds are. */
class IndexWriterTest {

    private static final IndexRecord RECORD =
            new IndexRecord("testbackend", List.of("tb"), "com.acme.TestBackend", "Meets in a shared directory");
    private static final IndexEntry ENTRY =
            new IndexEntry("com.acme.TestBackend_RendezvousProvider", Optional.of(RECORD));

    @Test
    void noEntriesAreNoBytes() {
        assertThat(IndexWriter.write(List.of())).isEmpty();
    }

    @Test
    void entryIsAClassLineAndItsRecord() {
        assertThat(written(ENTRY))
                .isEqualTo("com.acme.TestBackend_RendezvousProvider\n"
                        + "#rendezvous:1 com.acme.TestBackend_RendezvousProvider name=testbackend aliases=tb"
                        + " implementation=com.acme.TestBackend -- Meets in a shared directory\n");
    }

    @Test
    void entryWithoutARecordIsAClassLine() {
        assertThat(written(new IndexEntry("com.acme.A", Optional.empty()))).isEqualTo("com.acme.A\n");
    }

    @Test
    void emptyFieldsAreLeftOut() {
        assertThat(written(entry("com.acme.A", new IndexRecord("a", List.of(), "com.acme.I", ""))))
                .isEqualTo("com.acme.A\n#rendezvous:1 com.acme.A name=a implementation=com.acme.I\n");
    }

    @Test
    void everythingHasItsPlace() {
        IndexRecord record = new IndexRecord(
                "a",
                List.of("z", "b"),
                "com.acme.I",
                "Mètres -- 集合 🚀",
                new TreeMap<>(Map.of("z", "1", "B", "", "a", "=")));

        assertThat(written(entry("com.acme.A", record)))
                .isEqualTo("com.acme.A\n#rendezvous:1 com.acme.A name=a aliases=z,b implementation=com.acme.I"
                        + " B= a== z=1 -- Mètres -- 集合 🚀\n");
    }

    @Test
    void entriesAreSortedByProviderClass() {
        assertThat(written(bare("com.acme.b.A"), bare("com.acme.B"), bare("com.acme.A"), bare("com.acme.A$B")))
                .isEqualTo("com.acme.A\ncom.acme.A$B\ncom.acme.B\ncom.acme.b.A\n");
    }

    @Test
    void equalEntriesAreWrittenOnce() {
        IndexEntry equal = new IndexEntry(ENTRY.providerClass(), Optional.of(RECORD));

        assertThat(written(ENTRY, equal)).isEqualTo(written(ENTRY));
    }

    @Test
    void twoDifferentEntriesOfOneClassAreRefused() {
        assertThatThrownBy(() -> IndexWriter.write(List.of(ENTRY, bare(ENTRY.providerClass()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two different entries")
                .hasMessageContaining(ENTRY.providerClass());
    }

    @Test
    void longestLineIsWrittenAndReadBack() {
        IndexEntry longest = entryOfLength(IndexFormat.MAX_LINE_BYTES);

        assertThat(IndexWriter.problemWith(longest)).isEmpty();
        assertThat(IndexReader.parse(IndexWriter.write(List.of(longest))))
                .isEqualTo(new IndexFile(List.of(new IndexFile.Line(1, longest)), List.of()));
    }

    @Test
    void longerLineIsRefused() {
        IndexEntry tooLong = entryOfLength(IndexFormat.MAX_LINE_BYTES + 1);

        assertThat(IndexWriter.problemWith(tooLong)).contains("its line has 16385 bytes; at most 16384 fit");
        assertThatThrownBy(() -> IndexWriter.write(List.of(tooLong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("com.acme.A: its line has 16385 bytes; at most 16384 fit");
    }

    @Test
    void longClassNameIsRefusedToo() {
        IndexEntry tooLong = bare("com.acme." + "é".repeat(IndexFormat.MAX_LINE_BYTES / 2));

        assertThat(IndexWriter.problemWith(tooLong)).contains("its line has 16393 bytes; at most 16384 fit");
    }

    @Test
    void indexLiesWhereServiceLoaderLooks() {
        assertThat(IndexFormat.path("dev.rendezvous.spi.RendezvousBackendProvider"))
                .isEqualTo("META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider");
    }

    /** A public class with a public constructor, which is what ServiceLoader asks of a provider. */
    public static final class Provider implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void serviceLoaderReadsWhatIsWritten(@TempDir Path classes) throws IOException {
        Path index = classes.resolve(IndexFormat.path(Runnable.class.getName()));
        Files.createDirectories(classes.resolve("META-INF").resolve("services"));
        Files.write(index, IndexWriter.write(List.of(entry(Provider.class.getName(), RECORD))));

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(ServiceLoader.load(Runnable.class, loader))
                    .singleElement()
                    .isInstanceOf(Provider.class);
        }
    }

    private static String written(IndexEntry... entries) {
        return new String(IndexWriter.write(List.of(entries)), UTF_8);
    }

    private static IndexEntry entry(String provider, IndexRecord record) {
        return new IndexEntry(provider, Optional.of(record));
    }

    private static IndexEntry bare(String provider) {
        return new IndexEntry(provider, Optional.empty());
    }

    private static IndexEntry entryOfLength(int bytes) {
        String rest = "#rendezvous:1 com.acme.A name=a implementation=com.acme.I -- ";
        return entry("com.acme.A", new IndexRecord("a", List.of(), "com.acme.I", "x".repeat(bytes - rest.length())));
    }
}
