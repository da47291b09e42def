package dev.rendezvous.integration;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes that the command makes after a start, in a cache folder of this test. */
@DisabledOnOs(OS.WINDOWS)
class ClassArchiveIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_ARCHIVES = 5;
    private static final int JAVA_THAT_COMPARES_PATHS = 17;

    /** A java that writes which classes the command loads, and from where. Or it only prints how it was called. */
    private static final String JAVA = """
            #!/bin/sh
            [ -z "$RDZV_TEST_PRINT" ] || { printf '%%s\\n' "$@"; exit; }
            for word; do
                shift
                [ "$word" != -cp ] || set -- "$@" "-Xlog:class+load:file=$RDZV_TEST_LOG"
                set -- "$@" "$word"
            done
            exec '%s' "$@"
            """;

    @TempDir
    static Path shared;

    @TempDir
    Path dir;

    private static JsonNode first = new ObjectMapper().createObjectNode();

    private static Path home = Path.of("");
    private static Path cache = Path.of("");
    private static byte[] archive = {};

    /** What a start printed to the standard output, which must not have a line of Java's in it. */
    private record Start(int exitCode, String out, String err) {

        JsonNode json() throws IOException {
            assertThat(exitCode).as("%s%s", out, err).isZero();
            // A Java of today names a damaged archive here, where it disturbs no program.
            assertThat(err.lines()).allMatch(line -> line.contains("[error][cds]"));
            try (var parser = new ObjectMapper().createParser(out)) {
                JsonNode tree = parser.readValueAsTree();
                assertThat(parser.nextToken()).as("what follows the JSON").isNull();
                return tree;
            }
        }
    }

    @BeforeAll
    static void makeAnArchiveWithSeveralStartsAtOnce() throws Exception {
        home = UnpackedDistribution.in(shared.resolve("somewhere"));
        cache = shared.resolve("ca che");
        Path java = Files.createDirectories(shared.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA.formatted(Path.of(System.getProperty("java.home"), "bin", "java")), UTF_8);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(cache.resolve("rdzv"));
        for (int old = 0; old < MOST_ARCHIVES; old++) {
            Path file = Files.createFile(cache.resolve("rdzv/" + old + ".jsa"));
            Files.setLastModifiedTime(file, daysAgo(1 + old));
        }
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(start(shared, home, cache));
        }
        for (Process start : starts) {
            first = end(start).json();
        }
        Path file = archiveFile(home, cache);
        eventually("the archive is there", () -> Files.exists(file.resolveSibling(file.getFileName() + ".size")));
        archive = Files.readAllBytes(file);
    }

    @Test
    void firstStartMakesAnArchiveAndRemovesOld() throws Exception {
        String made = archiveFile(home, cache).getFileName().toString();

        eventually("the oldest is removed", () -> !names(cache).contains("4.jsa"));

        assertThat(first.path("backends")).hasSizeGreaterThan(5);
        assertThat(names(cache))
                .containsExactlyInAnyOrder("0.jsa", "1.jsa", "2.jsa", "3.jsa", made, made + ".size", "lock");
    }

    @Test
    void nextStartTakesItsClassesFromTheArchive() throws Exception {
        assertThat(backends(home, cache)).isEqualTo(first);

        assertThat(Files.readAllLines(dir.resolve("classes.log")))
                .anyMatch(line -> line.contains("dev.rendezvous.cli.Rdzv source: shared objects file (top)"))
                .anyMatch(line -> line.contains("picocli.CommandLine source: shared objects file (top)"))
                .filteredOn(line -> line.contains("source: file:"))
                .as("classes that no archive can contain")
                .hasSizeLessThan(5);
    }

    @Test
    void archiveOfAMovedFolderIsPassedOver() throws Exception {
        Path moved = UnpackedDistribution.in(dir.resolve("elsewhere"));
        place(archive, moved, dir);

        assertThat(backends(moved, dir).path("backends"))
                .hasSize(first.path("backends").size());
        // Later ones find the jars in the new place.
        if (Runtime.version().feature() == JAVA_THAT_COMPARES_PATHS) {
            assertThat(Files.readAllLines(dir.resolve("classes.log")))
                    .anyMatch(line -> line.contains("dev.rendezvous.cli.Rdzv source: file:"));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.9})
    void damageAtAnyPlaceIsPassedOver(double place) throws Exception {
        byte[] damaged = archive.clone();
        int from = (int) (place * archive.length);
        for (int i = from; i < from + damaged.length / 20; i++) {
            damaged[i] = (byte) ~damaged[i];
        }
        place(damaged, home, dir);

        assertThat(backends(home, dir)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void truncatedArchiveIsReplaced(double part) throws Exception {
        Path file = place(Arrays.copyOf(archive, (int) (part * archive.length)), home, dir);

        assertThat(backends(home, dir)).isEqualTo(first);

        Path size = file.resolveSibling(file.getFileName() + ".size");
        eventually("the archive is replaced", () -> Files.readString(size).equals(Files.size(file) + "\n"));
        eventually("the second process has ended", () -> names(dir).size() == 3);
    }

    @Test
    void cacheThatCannotBeWrittenStopsNothing() throws Exception {
        Path file = Files.createFile(dir.resolve("a file"));

        assertThat(backends(home, file)).isEqualTo(first);

        assertThat(file).isEmptyFile();
    }

    @Test
    void failureOfTheSecondProcessLeavesAReport() throws Exception {
        Path file = archiveFile(home, dir);
        Files.createDirectories(file.resolveSibling(file.getFileName() + ".draft/in the way"));

        assertThat(backends(home, dir)).isEqualTo(first);

        Path report = file.resolveSibling(file.getFileName() + ".failed");
        eventually("the second process reports", () -> Files.exists(report) && Files.size(report) > 0);
        assertThat(backends(home, dir)).isEqualTo(first);
        assertThat(file).doesNotExist();
    }

    @Test
    void archiveIsSwitchedOffByAVariable() throws Exception {
        ProcessBuilder builder = process(dir, home, dir);
        builder.environment().put("RDZV_ARCHIVE", "off");

        assertThat(end(builder.start()).json()).isEqualTo(first);

        assertThat(dir.resolve("rdzv")).doesNotExist();
    }

    private JsonNode backends(Path home, Path cache) throws Exception {
        return end(start(dir, home, cache)).json();
    }

    private static FileTime daysAgo(int days) {
        return FileTime.from(Instant.now().minus(Duration.ofDays(days)));
    }

    /** Puts an archive where the script looks for it. */
    private static Path place(byte[] bytes, Path home, Path cache) throws Exception {
        Path file = archiveFile(home, cache);
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling(file.getFileName() + ".size"), archive.length + "\n");
        return Files.write(file, bytes);
    }

    private static Path archiveFile(Path home, Path cache) throws Exception {
        ProcessBuilder builder = process(shared, home, cache);
        builder.environment().put("RDZV_TEST_PRINT", "yes");
        return end(builder.start())
                .out()
                .lines()
                .filter(line -> line.matches("-(Drdzv.archive|XX:SharedArchiveFile)=.*"))
                .map(line -> Path.of(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static Process start(Path dir, Path home, Path cache) throws IOException {
        return process(dir, home, cache).start();
    }

    private static ProcessBuilder process(Path dir, Path home, Path cache) {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", home.resolve("bin/rdzv").toString(), "backends", "--json");
        builder.environment().keySet().removeIf(name -> name.startsWith("RDZV_"));
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("JAVA_HOME", shared.resolve("jdk").toString());
        builder.environment().put("RDZV_TEST_LOG", dir.resolve("classes.log").toString());
        return builder;
    }

    private static Start end(Process process) throws Exception {
        try {
            // The errors of a start are a few lines, which the buffer of the pipe holds meanwhile.
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Start(process.exitValue(), out, err);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> names(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("rdzv"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
