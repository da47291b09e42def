package dev.rendezvous.boost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A library is loaded once in a JVM, so each test starts its own. */
class NativeLibrariesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "xgboost, os.arch, s390x, ml.dmlc:xgboost4j_2.12",
        "lightgbm, os.name, Solaris, io.github.metarank:lightgbm4j"
    })
    void missingLibraryIsNamedWithThePlatform(String library, String property, String value, String artifact)
            throws Exception {
        String line = load(library, "-D" + property + "=" + value);

        assertThat(line).startsWith("refused: ").contains("cannot be used here", value, artifact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xgboost", "lightgbm"})
    void missingTemporaryFolderIsNamed(String library) throws Exception {
        Path missing = folder.resolve("missing");

        assertThat(load(library, "-Djava.io.tmpdir=" + missing))
                .startsWith("refused: ")
                .contains("that the temporary folder, " + missing + ", can be written");
    }

    /** Those that unpack under one name crash each other. The shared folder shows that none did. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void lightgbmLoadsWhereJvmsShareATemporaryFolder() throws Exception {
        List<JavaProcess> together = new ArrayList<>();
        try {
            for (int i = 0; i < Training.NODES; i++) {
                together.add(start("lightgbm", "-Djava.io.tmpdir=" + folder));
            }
            for (JavaProcess process : together) {
                assertThat(process.nextLine()).isEqualTo("loaded, temporary folder " + folder);
                assertThat(process.exitCode()).isZero();
            }
        } finally {
            together.forEach(JavaProcess::close);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static String load(String library, String jvmOption) throws IOException {
        try (JavaProcess process = start(library, jvmOption)) {
            String line = process.nextLine();
            while (!line.matches("refused: .*|loaded.*|null")) {
                line = process.nextLine(); // The libraries print too.
            }
            return line;
        }
    }

    private static JavaProcess start(String library, String jvmOption) throws IOException {
        return JavaProcess.startWith(List.of(jvmOption), Map.of(), LoadLibrary.class, library);
    }
}
