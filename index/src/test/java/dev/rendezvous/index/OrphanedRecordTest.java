package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrphanedRecordTest {

    private static final String A_RECORD = "#rendezvous:1 com.acme.A name=a implementation=com.acme.ABackend";

    @Test
    void recordOfAListedClassIsNoOrphan() {
        assertThat(orphans(A_RECORD + "\ncom.acme.A\n")).isEmpty();
    }

    @Test
    void recordOfRelocatedClassKeepsItsOldName() {
        assertThat(orphans("# another comment\r\nshaded.com.acme.A\r\n" + A_RECORD + "\r\n"))
                .containsExactly(new OrphanedRecord(3, "com.acme.A"));
    }

    @Test
    void linesAreCountedAsTheReaderDoes() {
        assertThat(orphans("\r\rcom.acme.B\n\ufeff  " + A_RECORD + "  "))
                .containsExactly(new OrphanedRecord(4, "com.acme.A"));
    }

    @Test
    void unknownVersionIsNoRecord() {
        assertThat(orphans("#rendezvous:2 com.acme.A {}\n#rendezvous:1 com.acme.A broken\n# " + A_RECORD + "\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {A_RECORD + " -- Gr\u00f6\u00dfe", "\0" + A_RECORD, A_RECORD + "\u007f"})
    void aLineThatTheReaderRefusesAsNoTextIsNone(String line) {
        byte[] bytes = (line + "\n").getBytes(ISO_8859_1);
        IndexFile file = IndexReader.parse(bytes);

        assertThat(file.badLines()).extracting(IndexFile.BadLine::number).containsExactly(1);
        assertThat(OrphanedRecord.in(bytes, file)).isEmpty();
    }

    @Test
    void classAndTheDescriptionMayHaveAnyLetters() {
        assertThat(orphans("#rendezvous:1 com.acme.Größe name=a implementation=com.acme.A -- Größe\n"))
                .containsExactly(new OrphanedRecord(1, "com.acme.Größe"));
    }

    @Test
    void oversizedFileIsIgnored() {
        byte[] bytes = (A_RECORD + "\n" + " ".repeat(IndexFormat.MAX_FILE_BYTES)).getBytes(UTF_8);

        assertThat(OrphanedRecord.in(bytes, IndexReader.parse(bytes))).isEmpty();
    }

    private static List<OrphanedRecord> orphans(String index) {
        byte[] bytes = index.getBytes(UTF_8);
        return OrphanedRecord.in(bytes, IndexReader.parse(bytes));
    }
}
