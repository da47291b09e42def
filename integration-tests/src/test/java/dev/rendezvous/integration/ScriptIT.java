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

/** When the script {@code rdzv} builds, and how it ends: a copy of it in a tree of its own, with a Maven and a Java of straw. */
@Timeout(60)
class ScriptIT {

    private static final String MVN = """
            #!/bin/sh
            echo build >>"$STRAW/builds"
            sleep 0.05
            [ -z "${STRAW_EDITS:-}" ] || touch "$STRAW_EDITS"
            sleep "${STRAW_TAKES:-0.05}"
            [ -z "${STRAW_FAILS:-}" ] || { echo "A.java is wrong"; exit 1; }
            mkdir -p cli/target sample-backend/target
            echo jar >cli/target/rendezvous-cli-0.1.jar
            echo jar >sample-backend/target/sample-backend-0.1.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            [ "$1" != -version ] || { echo 'openjdk version "17.0.1" 2021-10-19' >&2; exit 0; }
            echo "started $*"
            """;

    @TempDir
    Path dir;

    private final Map<String, String> environment = new HashMap<>();
    private Path tree = Path.of("");
    private Path script = Path.of("");

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void buildATree() throws IOException {
        tree = Files.createDirectory(dir.resolve("tree"));
        script = Files.copy(Author.requiredFile("rendezvous.root").resolve("rdzv"), tree.resolve("rdzv"));
        write(tree.resolve("pom.xml"), "pom");
        for (String module : List.of("cli", "runtime", "tcpstore", "sample-backend")) {
            write(source(module), "source");
        }
        Path straw = dir.resolve("straw");
        executable(straw.resolve("mvn"), MVN);
        executable(straw.resolve("java"), JAVA);
        environment.put("PATH", straw + ":" + System.getenv("PATH"));
        environment.put("STRAW", dir.toString());
    }

    @Test
    void firstUseBuildsAndTheNextOneDoesNot() throws Exception {
        assertThat(run("demo").output())
                .startsWith("Building rdzv (first use)...\nstarted ")
                .contains("-jar " + jar("cli", "rendezvous-cli") + " demo");
        assertThat(run("demo").output()).startsWith("started ");
        assertThat(builds()).isEqualTo(1);
        assertThat(tree.resolve("cli/target/rdzv.lock")).doesNotExist();
    }

    @Test
    void whatIsEditedDuringABuildIsBuiltTheNextTime() throws Exception {
        environment.put("STRAW_EDITS", source("runtime").toString());
        run();
        environment.remove("STRAW_EDITS");

        assertThat(run().output()).startsWith("Building rdzv (its sources have changed)...\n");
        assertThat(run().output()).startsWith("started ");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aChangeOfTheTcpStoreIsBuilt() throws Exception {
        run();
        Files.setLastModifiedTime(
                source("tcpstore"), FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(run().output()).startsWith("Building rdzv (its sources have changed)...\n");
    }

    @Test
    void aSampleThatIsOlderThanItsSourceIsBuiltThoughTheCommandIsNew() throws Exception {
        run();
        Instant later = Instant.now().plusSeconds(60);
        Files.setLastModifiedTime(source("sample-backend"), FileTime.from(later));
        Files.setLastModifiedTime(jar("cli", "rendezvous-cli"), FileTime.from(later.plusSeconds(60)));

        run();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void cdpathDoesNotLeadItAstray() throws Exception {
        Files.createDirectories(dir.resolve("astray/tree"));
        environment.put("CDPATH", dir.resolve("astray").toString());

        assertThat(run("tree/rdzv", List.of()).output()).contains("-jar " + jar("cli", "rendezvous-cli"));
    }

    @Test
    void itMayBeCalledThroughALink() throws Exception {
        Path link = Files.createDirectory(dir.resolve("bin")).resolve("rdzv");
        Files.createSymbolicLink(link, Path.of("../tree/rdzv"));

        assertThat(run(link.toString(), List.of()).output()).contains("-jar " + jar("cli", "rendezvous-cli"));
    }

    @Test
    void theVersionOfJavaNeedNotBeKept() throws Exception {
        Files.createDirectories(tree.resolve("cli/target/rdzv.java"));

        assertThat(run()).satisfies(run -> {
            assertThat(run.exitCode()).isZero();
            assertThat(run.output()).contains("started ").doesNotContain("cannot", "Is a directory");
        });
    }

    @Test
    void aBuildThatFailsIsAFailedJobAndLeavesNoLock() throws Exception {
        environment.put("STRAW_FAILS", "yes");

        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("A.java is wrong\n", "rdzv: the build failed");
        assertThat(tree.resolve("cli/target/rdzv.lock")).doesNotExist();
    }

    @Test
    void aJavaHomeWithoutJavaIsWrongUsage() throws Exception {
        environment.put("JAVA_HOME", dir.toString());

        assertThat(run().exitCode()).isEqualTo(2);
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        environment.put("STRAW_TAKES", "1");
        Path firstOutput = dir.resolve("first.txt");
        Process first = start(script.toString(), List.of(), firstOutput);
        while (builds() == 0) {
            Thread.onSpinWait();
        }

        Run second = run();

        assertThat(second.exitCode()).isZero();
        assertThat(second.output()).startsWith("Waiting for another rdzv that builds...\nstarted ");
        assertThat(first.waitFor()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockThatAKilledBuildLeftIsNamed() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = tree.resolve("cli/target/rdzv.lock");
        write(lock.resolve("pid"), gone.pid() + "\n");

        Run run = run();

        assertThat(run).isEqualTo(new Run(1, "rdzv: a build was killed and left " + lock + " behind; remove it\n"));
        assertThat(lock).exists();
    }

    private Path source(String module) {
        return tree.resolve(module).resolve("src/main/A.java");
    }

    private Path jar(String module, String artifact) {
        return tree.resolve(module).resolve("target").resolve(artifact + "-0.1.jar");
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
        Process process = start(command, arguments, output);
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, UTF_8));
    }

    private Process start(String command, List<String> arguments, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(arguments);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        return builder.start();
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
