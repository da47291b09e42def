package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two scripts named {@code rdzv}, copied into trees of their own: the one at the top of the repository with a stand-in for
 * Maven, the one of the zip with a stand-in for Java.
 */
@Timeout(60)
class ScriptIT {

    private static final String MVN = """
            #!/bin/sh
            echo build >>"$STAND_INS/builds"
            [ -z "${STAND_IN_FAILS:-}" ] || { echo "A.java is wrong"; exit 1; }
            mkdir -p dist/target/rdzv-0.1/rdzv-0.1/bin
            printf '#!/bin/sh\\necho "started $*"\\n' >dist/target/rdzv-0.1/rdzv-0.1/bin/rdzv
            chmod +x dist/target/rdzv-0.1/rdzv-0.1/bin/rdzv
            echo zip >dist/target/rdzv-0.1.zip
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo "started $*"
            """;

    @TempDir
    Path dir;

    private final Map<String, String> environment = new HashMap<>();
    private Path tree = Path.of("");
    private Path script = Path.of("");

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void buildTree() throws IOException {
        Path root = Author.requiredFile("rendezvous.root");
        tree = Files.createDirectory(dir.resolve("tree"));
        script = Files.copy(root.resolve("rdzv"), tree.resolve("rdzv"));
        write(tree.resolve("pom.xml"), "pom");
        for (String module : List.of("cli", "tcpstore", "backends/static", "sample-backend")) {
            write(source(module), "source");
        }
        Path bin = Files.createDirectories(dir.resolve("zip/bin"));
        Files.copy(root.resolve("dist/src/bin/rdzv"), bin.resolve("rdzv"));
        Path standIns = dir.resolve("stand-ins");
        executable(standIns.resolve("mvn"), MVN);
        executable(dir.resolve("jdk/bin/java"), JAVA);
        environment.put("PATH", standIns + ":" + dir.resolve("jdk/bin") + ":" + System.getenv("PATH"));
        environment.put("STAND_INS", dir.toString());
    }

    @Test
    void firstUseBuildsOnce() throws Exception {
        assertThat(run("demo", "--nodes", "2").output())
                .isEqualTo("Building rdzv (first use, or its sources have changed)...\nstarted demo --nodes 2\n");
        assertThat(run("demo").output()).isEqualTo("started demo\n");
        assertThat(builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "tcpstore/src/main/A.java, 2",
        "backends/static/src/main/A.java, 2",
        "sample-backend/src/main/A.java, 2",
        "pom.xml, 2",
        "dist/src/bin/rdzv, 2",
        "docs/diagnostics.md, 2",
        "cli/src/test/A.java, 1",
        "cli/target/generated-sources/src/A.java, 1",
    })
    void onlyChangesOfSourcesBuildAgain(String changed, int builds) throws Exception {
        write(tree.resolve(changed), "before");
        run();
        Files.setLastModifiedTime(
                tree.resolve(changed), FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(run().exitCode()).isZero();

        assertThat(builds()).isEqualTo(builds);
    }

    @Test
    void failedBuildIsShownAndStartsNothing() throws Exception {
        environment.put("STAND_IN_FAILS", "yes");

        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("A.java is wrong\n", "rdzv: the build failed; its output is above\n")
                .doesNotContain("started");
    }

    @Test
    void missingMavenIsNamed() throws Exception {
        environment.put("PATH", "/usr/bin:/bin");
        Files.delete(dir.resolve("stand-ins/mvn"));
        Path tools = Files.createDirectory(dir.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "find", "head", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
        }
        environment.put("PATH", tools.toString());

        assertThat(run())
                .isEqualTo(new Run(
                        2, "rdzv: mvn is not on the PATH; install Maven 3.8.6 or later, or use the zip of dist\n"));
    }

    @Test
    void scriptsWorkThroughLinksAndWithCdpath() throws Exception {
        Files.createDirectories(dir.resolve("astray/tree"));
        environment.put("CDPATH", dir.resolve("astray").toString());
        Path links = Files.createDirectory(dir.resolve("links"));
        Files.createSymbolicLink(links.resolve("source"), Path.of("../tree/rdzv"));
        Files.createSymbolicLink(links.resolve("zip"), Path.of("../zip/bin/rdzv"));

        assertThat(run(links.resolve("source").toString(), List.of()).output()).endsWith("started \n");
        assertThat(run("tree/rdzv", List.of()).output()).isEqualTo("started \n");
        assertThat(run(links.resolve("zip").toString(), List.of("why", "RDZ001"))
                        .output())
                .contains("-cp " + dir.toRealPath().resolve("zip") + "/lib/* dev.rendezvous.cli.Rdzv why RDZ001\n");
    }

    @Test
    void oldJavaIsNamedWithItsVersion() throws Exception {
        write(dir.resolve("jdk/release"), "IMPLEMENTOR=\"Acme\"\nJAVA_VERSION=\"11.0.2\"\n");
        Run old = zip();
        write(dir.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_292\"\n");
        Run oldest = zip();
        write(dir.resolve("jdk/release"), "JAVA_VERSION=\"17\"\n");

        assertThat(old)
                .isEqualTo(new Run(
                        2, "rdzv: " + dir.resolve("jdk/bin/java") + " is Java 11; rdzv needs Java 17 or later\n"));
        assertThat(oldest.exitCode()).isEqualTo(2);
        assertThat(zip().exitCode()).isZero();
    }

    @Test
    void javaHomeWithoutJavaIsWrongUsage() throws Exception {
        environment.put("JAVA_HOME", dir.toString());

        assertThat(zip())
                .isEqualTo(new Run(2, "rdzv: no java in " + dir + "; install Java 17 or later, or set JAVA_HOME\n"));
    }

    @Test
    void serverGetsTheOptimisingCompiler() throws Exception {
        assertThat(zip("store", "serve").output()).doesNotContain("TieredStopAtLevel");
        assertThat(zip("store", "keys").output()).contains("TieredStopAtLevel");
    }

    @Test
    void archiveHasAnotherNameAfterAChange() throws Exception {
        Path jar = dir.resolve("zip/lib/a.jar");
        write(jar, "one");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        environment.put("HOME", dir.toString());
        String before = zip().output();
        environment.put("LC_ALL", "C");
        environment.put("TZ", "Asia/Tokyo");
        String elsewhere = zip().output();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.ofEpochSecond(1_700_100_000)));

        assertThat(before).contains("-Drdzv.archive=" + dir.resolve(".cache/rdzv/"));
        assertThat(elsewhere).isEqualTo(before);
        assertThat(zip().output()).contains("-Drdzv.archive=").isNotEqualTo(before);
    }

    @Test
    void archiveIsInTheUsersCacheUnlessOff() throws Exception {
        environment.put("XDG_CACHE_HOME", dir.resolve("ca che").toString());
        assertThat(zip().output()).contains("-Drdzv.archive=" + dir.resolve("ca che/rdzv/"));
        environment.put("XDG_CACHE_HOME", "relative");
        assertThat(zip().output()).doesNotContain("rdzv.archive");
        environment.put("XDG_CACHE_HOME", "");
        Files.createDirectories(dir.resolve("Library/Caches"));
        environment.put("HOME", dir.toString());
        assertThat(zip().output()).contains("-Drdzv.archive=" + dir.resolve("Library/Caches/rdzv/"));
        environment.put("RDZV_ARCHIVE", "off");
        assertThat(zip().output()).doesNotContain("rdzv.archive");
    }

    private Run zip(String... arguments) throws IOException, InterruptedException {
        return run(dir.resolve("zip/bin/rdzv").toString(), List.of(arguments));
    }

    private Path source(String module) {
        return tree.resolve(module).resolve("src/main/A.java");
    }

    private long builds() throws IOException {
        Path log = dir.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        return run(script.toString(), List.of(arguments));
    }

    private Run run(String command, List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(dir, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(arguments);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "XDG_CACHE_HOME", "RDZV_ARCHIVE"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, UTF_8));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file, String text) throws IOException {
        write(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
