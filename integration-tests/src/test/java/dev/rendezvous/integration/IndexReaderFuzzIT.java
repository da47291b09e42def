package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has Jazzer, which sees what code its inputs reach, look for bytes that the reader of the index cannot take. It starts from the
 * inputs that earlier and longer runs have found to reach something new.
 */
class IndexReaderFuzzIT {

    private static final String RUNS = "60000";
    private static final long PATIENCE_SECONDS = 180;

    @TempDir
    Path dir;

    @Test
    void noBytesBringTheReaderDown() throws Exception {
        Path corpus = Files.createDirectory(dir.resolve("corpus"));
        int inputs = unpack("/fuzz/index-reader.zip", corpus);
        Path output = dir.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + IndexReaderTarget.class.getName(),
                        "--instrumentation_includes=dev.rendezvous.index.**",
                        "-runs=" + RUNS,
                        "-seed=1",
                        "-max_len=4096",
                        "-artifact_prefix=" + dir + "/",
                        corpus.toString())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(inputs).isPositive();
        assertThat(Files.readString(output)).contains("Done " + RUNS + " runs").doesNotContain("== Java Exception");
        assertThat(process.exitValue()).isZero();
    }

    private static int unpack(String resource, Path folder) throws IOException {
        int count = 0;
        try (InputStream in = Objects.requireNonNull(IndexReaderFuzzIT.class.getResourceAsStream(resource));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
                count++;
            }
        }
        return count;
    }
}
