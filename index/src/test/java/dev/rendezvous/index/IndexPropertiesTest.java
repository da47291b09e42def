package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stays true of an index, whatever tools do to it. The seed is in the name of each case. */
class IndexPropertiesTest {

    private static final String SEED = "seed {0}";

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    // ---- round trip

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void whatIsWrittenIsReadBack(int seed) {
        List<IndexEntry> entries = new RandomIndex(seed).entries();

        IndexFile file = IndexReader.parse(IndexWriter.write(entries));

        assertThat(file.badLines()).isEmpty();
        assertThat(file.entries()).isEqualTo(sorted(entries));
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void orderOfTheEntriesDoesNotShow(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entries();
        byte[] bytes = IndexWriter.write(entries);

        Collections.shuffle(entries, index.random());
        entries.addAll(List.copyOf(entries));

        assertThat(IndexWriter.write(entries)).isEqualTo(bytes);
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void whatIsReadIsWrittenAsItWas(int seed) {
        byte[] bytes = IndexWriter.write(new RandomIndex(seed).entries());

        assertThat(IndexWriter.write(IndexReader.parse(bytes).entries())).isEqualTo(bytes);
    }

    // ---- what tools do

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void concatenationLosesNothing(int seed) {
        RandomIndex index = new RandomIndex(seed);
        Map<String, IndexEntry> all = new LinkedHashMap<>();
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            List<IndexEntry> entries = index.entriesWithRecords();
            entries.removeIf(entry -> all.containsKey(entry.providerClass()));
            sorted(entries).forEach(entry -> all.put(entry.providerClass(), entry));
            files.append(text(entries));
        }

        assertThat(clean(files.toString() + files)).containsExactlyElementsOf(all.values());
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void concatenationLosesOnlyTheRecordsThatDiffer(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entriesWithRecords();
        Map<String, IndexEntry> expected = new LinkedHashMap<>();
        List<IndexEntry> others = new ArrayList<>();
        for (IndexEntry entry : sorted(entries)) {
            IndexEntry other = index.random().nextBoolean()
                    ? entry
                    : new IndexEntry(entry.providerClass(), Optional.of(index.record()));
            others.add(other);
            expected.put(entry.providerClass(), other.equals(entry) ? entry : bare(entry));
        }

        IndexFile file = parse(text(entries) + text(others));

        assertThat(file.entries()).containsExactlyElementsOf(expected.values());
        assertThat(file.badLines()).hasSize((int) expected.values().stream()
                .filter(entry -> entry.record().isEmpty())
                .count());
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void sortedLinesTellTheSame(int seed) {
        List<IndexEntry> entries = new RandomIndex(seed).entries();
        List<String> lines = lines(entries);

        Collections.sort(lines);
        assertThat(clean(joined(lines))).containsExactlyInAnyOrderElementsOf(entries);

        lines.sort(Comparator.reverseOrder());
        assertThat(clean(joined(lines))).containsExactlyInAnyOrderElementsOf(entries);
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void shuffledLinesTellTheSame(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entries();
        List<String> lines = lines(entries);

        Collections.shuffle(lines, index.random());

        assertThat(clean(joined(lines))).containsExactlyInAnyOrderElementsOf(entries);
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void repeatedAndDeduplicatedLinesTellTheSame(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entries();
        List<String> lines = lines(entries);
        lines.addAll(List.copyOf(lines));
        Collections.shuffle(lines, index.random());

        assertThat(clean(joined(lines))).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(clean(joined(lines.stream().distinct().toList()))).containsExactlyInAnyOrderElementsOf(entries);
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void lossOfAllCommentsCostsTheRecordsOnly(int seed) {
        List<IndexEntry> entries = new RandomIndex(seed).entries();
        List<String> lines = lines(entries);

        lines.removeIf(line -> line.startsWith("#"));

        assertThat(clean(joined(lines)))
                .containsExactlyElementsOf(
                        sorted(entries).stream().map(IndexPropertiesTest::bare).toList());
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void lossOfSomeCommentsCostsTheirRecordsOnly(int seed) {
        RandomIndex index = new RandomIndex(seed);
        StringBuilder text = new StringBuilder();
        List<IndexEntry> expected = new ArrayList<>();
        for (IndexEntry entry : index.entriesWithRecords()) {
            boolean lost = index.random().nextBoolean();
            text.append(lost ? entry.providerClass() + "\n" : text(List.of(entry)));
            expected.add(lost ? bare(entry) : entry);
        }

        assertThat(clean(text.toString())).isEqualTo(expected);
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void lossOfClassLinesTakesTheirRecordsAlong(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entries();
        List<String> lines = lines(entries);
        Set<String> lost = entries.stream()
                .map(IndexEntry::providerClass)
                .filter(provider -> index.random().nextBoolean())
                .collect(Collectors.toSet());

        lines.removeAll(lost);

        entries.removeIf(entry -> lost.contains(entry.providerClass()));
        assertThat(clean(joined(lines))).isEqualTo(sorted(entries));
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void otherLineEndsTellTheSame(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entries();
        StringBuilder mixed = new StringBuilder();
        lines(entries).forEach(line -> mixed.append(line).append(index.oneOf(List.of("\n", "\r\n", "\r", "\n\r"))));

        assertThat(clean(text(entries).replace("\n", "\r\n"))).isEqualTo(sorted(entries));
        assertThat(clean(text(entries).replace("\n", "\r"))).isEqualTo(sorted(entries));
        assertThat(clean(mixed.toString())).isEqualTo(sorted(entries));
        assertThat(clean(text(entries).replaceFirst("\n$", ""))).isEqualTo(sorted(entries));
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void commentsOfOthersAndBlankLinesChangeNothing(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entries();
        List<String> lines = new ArrayList<>();
        for (String line : lines(entries)) {
            lines.add(index.oneOf(List.of("", " ", "\t", index.comment())));
            lines.add(line.startsWith("#") ? line : line + index.oneOf(List.of("", " ", "\t", " " + index.comment())));
        }

        assertThat(clean(joined(lines))).isEqualTo(sorted(entries));
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void relocationOfClassLinesCostsTheRecordsOnly(int seed) {
        List<IndexEntry> entries = new RandomIndex(seed).entries();
        List<String> lines = lines(entries);

        lines.replaceAll(line -> line.startsWith("#") ? line : "shaded." + line);

        assertThat(clean(joined(lines)))
                .containsExactlyElementsOf(sorted(entries).stream()
                        .map(entry -> new IndexEntry("shaded." + entry.providerClass(), Optional.empty()))
                        .toList());
    }

    // ---- damage

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void damageCostsTheDamagedLinesOnly(int seed) {
        RandomIndex index = new RandomIndex(seed);
        List<IndexEntry> entries = index.entries();
        for (int i = 0; i < 20; i++) {
            byte[] damaged = damage(IndexWriter.write(entries), index.random());

            IndexFile file = IndexReader.parse(damaged);

            Set<String> whole = Set.copyOf(List.of(new String(damaged, ISO_8859_1).split("[\r\n]", -1)));
            for (IndexEntry entry : entries) {
                if (whole.contains(raw(entry.providerClass()))) {
                    assertSurvives(entry, whole, file);
                }
            }
        }
    }

    @ParameterizedTest(name = SEED)
    @MethodSource("seeds")
    void noiseIsNeverMoreThanNoise(int seed) {
        Random random = new Random(seed);
        byte[] noise = new byte[1 + random.nextInt(2000)];
        random.nextBytes(noise);
        byte[] lines = ("\n" + text(new RandomIndex(seed).entries())).getBytes(UTF_8);
        byte[] file = new byte[noise.length + lines.length];
        // The first byte keeps the noise from beginning with a UTF-16 mark, of which no line survives.
        noise[0] = '#';
        System.arraycopy(noise, 0, file, 0, noise.length);
        System.arraycopy(lines, 0, file, noise.length, lines.length);

        assertThat(IndexReader.parse(file).entries())
                .containsAll(IndexReader.parse(lines).entries());
    }

    /** A record that is whole counts, unless the damage made another record name the same class: then that is reported. */
    private static void assertSurvives(IndexEntry entry, Set<String> whole, IndexFile file) {
        Optional<IndexEntry> found = file.entries().stream()
                .filter(other -> other.providerClass().equals(entry.providerClass()))
                .findAny();
        assertThat(found).as("%s in %s", entry, file).isPresent();
        boolean hasRecord = entry.record()
                .map(record -> raw(RecordSyntax.format(entry.providerClass(), record)))
                .filter(whole::contains)
                .isPresent();
        boolean conflict =
                file.badLines().stream().anyMatch(line -> line.message().startsWith("differs"));
        if (hasRecord && !conflict) {
            assertThat(found).contains(entry);
        }
    }

    /** Flips, cuts or inserts some bytes, never so that the file begins with a UTF-16 mark. */
    private static byte[] damage(byte[] bytes, Random random) {
        StringBuilder text = new StringBuilder(new String(bytes, ISO_8859_1));
        for (int i = random.nextInt(4); i >= 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(30)));
                case 2 -> text.insert(at, (char) random.nextInt(256));
                default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
            }
        }
        if (text.length() > 1 && text.charAt(0) >= 0xfe && text.charAt(1) >= 0xfe) {
            text.setCharAt(0, '#');
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    // ---- helpers

    private static List<IndexEntry> clean(String text) {
        IndexFile file = parse(text);
        assertThat(file.badLines()).isEmpty();
        return file.entries();
    }

    private static IndexFile parse(String text) {
        return IndexReader.parse(text.getBytes(UTF_8));
    }

    private static String text(List<IndexEntry> entries) {
        return new String(IndexWriter.write(entries), UTF_8);
    }

    private static List<String> lines(List<IndexEntry> entries) {
        return text(entries).lines().collect(Collectors.toCollection(ArrayList::new));
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<IndexEntry> sorted(List<IndexEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(IndexEntry::providerClass))
                .toList();
    }

    private static IndexEntry bare(IndexEntry entry) {
        return new IndexEntry(entry.providerClass(), Optional.empty());
    }

    /** The bytes of a text, one a character. */
    private static String raw(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
