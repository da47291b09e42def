package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of canonical indexes returns what the lenient reader returns, or nothing. */
class CanonicalIndexReaderTest {

    private static final String LISTED = "com.acme.A_RendezvousProvider";
    private static final String RECORD =
            "#rendezvous:1 " + LISTED + " name=a aliases=b,c implementation=com.acme.A -- Größe -- # 1";

    private static final byte[] ODD = {
        0, 1, ' ', '\t', '\n', '\r', '#', '=', ',', '-', '.', 0x7f, (byte) 0xc3, (byte) 0xff, 'A', 'z'
    };

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readerAcceptsWhatTheWriterWrites(int seed) {
        byte[] bytes = IndexWriter.write(canonicalEntries(seed));

        assertThat(CanonicalIndexReader.read(bytes)).isNotNull().isEqualTo(IndexReader.parseLeniently(bytes));
    }

    private static List<IndexEntry> canonicalEntries(int seed) {
        List<IndexEntry> entries = new ArrayList<>(new RandomIndex(seed).entries());
        entries.replaceAll(CanonicalIndexReaderTest::withoutUnknownFields);
        return entries;
    }

    private static IndexEntry withoutUnknownFields(IndexEntry entry) {
        return new IndexEntry(
                entry.providerClass(),
                entry.record()
                        .map(record -> new IndexRecord(
                                record.name(), record.aliases(), record.implementation(), record.description())));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothReadersAgreeOnDamagedBytes(int seed) {
        Random random = new Random(seed);
        List<IndexEntry> entries = canonicalEntries(seed);
        entries.add(new IndexEntry(
                "com.acme.Listed", Optional.of(new IndexRecord("a", List.of("b"), "com.acme.A", "Größe"))));
        byte[] written = IndexWriter.write(entries);
        int canonicalCount = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = written.clone();
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = ODD[random.nextInt(ODD.length)];
            }

            IndexFile canonical = CanonicalIndexReader.read(bytes);

            if (canonical != null) {
                canonicalCount++;
                assertThat(canonical).isEqualTo(IndexReader.parseLeniently(bytes));
            }
        }
        assertThat(canonicalCount).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"16384, true", "16385, false"})
    void readerAcceptsLinesUpToTheLimit(int length, boolean isAccepted) {
        String start = "#rendezvous:1 " + LISTED + " name=a implementation=com.acme.A -- ";
        String record = start + "x".repeat(length - start.length());
        byte[] bytes = (LISTED + "\n" + record + "\n").getBytes(UTF_8);

        assertThat(CanonicalIndexReader.read(bytes) != null).isEqualTo(isAccepted);
        assertThat(IndexReader.parse(bytes)).isEqualTo(IndexReader.parseLeniently(bytes));
    }

    @ParameterizedTest
    @CsvSource({"100000, true", "100001, false"})
    void readerAcceptsClassesUpToTheLimit(int count, boolean isAccepted) {
        String classes = IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "com.acme.C%06d\n", i))
                .collect(Collectors.joining());
        byte[] bytes = classes.getBytes(UTF_8);

        assertThat(CanonicalIndexReader.read(bytes) != null).isEqualTo(isAccepted);
    }

    /** A list of its eight million aliases would take many times the bytes of the file. */
    @Test
    void tooLongLineIsRefusedBeforeSplitting() {
        String record =
                "#rendezvous:1 " + LISTED + " name=a aliases=" + "a,".repeat(IndexFormat.MAX_FILE_BYTES / 2 - 100);
        byte[] bytes = (LISTED + "\n" + record + "\n").getBytes(UTF_8);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        IndexFile file = CanonicalIndexReader.read(bytes);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(file).isNull();
        assertThat(allocated).isLessThan(bytes.length / 4);
    }

    @Test
    void readerAcceptsClassesWithAndWithoutRecord() {
        for (String text : List.of(
                "",
                LISTED + "\n",
                LISTED + "\n" + RECORD + "\n",
                LISTED + "\n" + RECORD + "\ncom.acme.B\n",
                LISTED + "\n#rendezvous:1 " + LISTED
                        + " name=a implementation=com.acme.A -- as B_RendezvousProvider says\n")) {
            byte[] bytes = text.getBytes(UTF_8);

            assertThat(CanonicalIndexReader.read(bytes))
                    .as(text)
                    .isNotNull()
                    .isEqualTo(IndexReader.parseLeniently(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LISTED,
                LISTED + "\n" + RECORD,
                " " + LISTED + "\n",
                LISTED + " \n",
                LISTED + "\r\n",
                LISTED + "\n\n",
                LISTED + "\n" + LISTED + "\n",
                LISTED + " # mine\n",
                "# mine\n" + LISTED + "\n",
                RECORD + "\n" + LISTED + "\n",
                LISTED + "\n" + RECORD + "\n" + RECORD + "\n",
                LISTED + "\n#rendezvous:2 " + LISTED + "\n",
                LISTED + "\n#rendezvous:1 com.acme.Other name=o implementation=com.acme.O\n",
                LISTED + "\n#rendezvous:1 " + LISTED + "  name=a implementation=com.acme.A\n",
                LISTED + "\n#rendezvous:1 " + LISTED + " implementation=com.acme.A name=a\n",
                LISTED + "\n#rendezvous:1 " + LISTED + " name=a aliases=b, implementation=com.acme.A\n",
                LISTED + "\n#rendezvous:1 " + LISTED + " name=a implementation=com.acme.A future=1\n",
                LISTED + "\n" + RECORD + LISTED + "\n",
                LISTED + "\n" + RECORD + "#rendezvous:1 " + LISTED + " name=a implementation=com.acme.A\n",
                LISTED + "\n#rendezvous:1 " + LISTED
                        + " name=a implementation=com.acme.Acom.acme.B_RendezvousProvider\n",
                LISTED + "\n#rendezvous:1 " + LISTED
                        + " name=a implementation=com.acme.A -- Ecom.acme.B_RendezvousProvider\n",
                "com.acme.B\n" + LISTED + "\n",
                LISTED + "\n" + RECORD + "\u0000\n",
                LISTED + "\uFFFD\n",
                "\uFEFF" + LISTED + "\n",
            })
    void readerLeavesAllElseToTheLenientReader(String text) {
        assertThat(CanonicalIndexReader.read(text.getBytes(UTF_8))).isNull();
    }
}
