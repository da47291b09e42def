package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.CommandResult;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of the command, unpacked in a folder far from the sources, without Maven. */
class DistributionIT {

    @TempDir
    Path dir;

    private Path home = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        home = UnpackedDistribution.in(dir.resolve("some where"));
    }

    @Test
    void demoRunsWithoutMavenAndSources() throws Exception {
        assertThat(run("demo"))
                .contains("rank 0, world size 3", "rank 1, world size 3", "rank 2, world size 3")
                .contains("3 processes met through sample-backend-");
    }

    @Test
    void elasticDemoRunsWithTheJarsOfZip() throws Exception {
        assertThat(run("demo", "--backend", "tcp"))
                .contains("rank 0 of 3", "rank 1 of 2", "rank 2 of 3", "formed 3 rounds through rendezvous-tcp-");
    }

    @Test
    void demoOfAServiceAsksForItsEndpoint() throws Exception {
        CommandResult result = start("demo", "--backend", "etcd");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
        assertThat(result.output()).contains("etcd", "--endpoint");
    }

    @Test
    void runPrintsOneKindOfLines() throws Exception {
        String output = run("run", "--nodes", "1", "--run-id", "job", "--endpoint", "127.0.0.1:0", "--", "true");

        assertThat(output).contains("this node serves the run at 127.0.0.1:");
        assertThat(output.lines()).allMatch(line -> line.startsWith("rdzv: "));
    }

    @Test
    void backendsOfTheZipAreListed() throws Exception {
        assertThat(run("backends"))
                .contains("static", "tcp", "etcd", "zookeeper", "postgresql", "c10d")
                .doesNotContain("testbackend");
        assertThat(run("backends", "--plugins", home.resolve("examples").toString()))
                .contains("static", "testbackend");
    }

    @Test
    void diagnosticsAndJsonNeedNoSources() throws Exception {
        assertThat(run("why", "RDZ001")).startsWith("RDZ001\n");
        assertThat(run("verify", "--json", home.resolve("examples").toString())).contains("\"findings\" : [ ]");
    }

    /** The script for Windows runs on no machine of CI, so it is held to the one that does. */
    @Test
    void bothScriptsStartJavaInTheSameWay() throws Exception {
        String unix = lineWith("dev.rendezvous.cli.Rdzv", home.resolve("bin/rdzv"));
        String windows = lineWith("dev.rendezvous.cli.Rdzv", home.resolve("bin/rdzv.bat"));

        assertThat(windows.replace("\"%RDZV_JAVA%\"", "exec \"$java\"")
                        .replace("%RDZV_QUICK%", "$quick")
                        .replace("%RDZV_LOG%", "$log")
                        .replace("%RDZV_HOME%", "$home")
                        .replace('\\', '/')
                        .replace("%*", "\"$@\""))
                .isEqualTo(unix.replace(
                        "${archive:+\"-Drdzv.archive=$archive\"} ${shared:+\"$shared\" -XX:+VerifySharedSpaces} ", ""));
        assertThat(quoted(lineWith("-XX:Tiered", home.resolve("bin/rdzv.bat")).replace("set \"RDZV_QUICK=", "\"")))
                .isEqualTo(
                        quoted(lineWith("-XX:Tiered", home.resolve("bin/rdzv")).replaceAll(".*quick=(?=\")", "")));
        assertThat(quoted(lineWith("-Xlog", home.resolve("bin/rdzv.bat")).replace("set \"RDZV_LOG=", "\"")))
                .isEqualTo(quoted(lineWith("-Xlog", home.resolve("bin/rdzv"))));
    }

    private static String lineWith(String text, Path script) throws IOException {
        try (Stream<String> lines = Files.lines(script)) {
            return lines.filter(line -> line.contains(text)).findFirst().orElseThrow();
        }
    }

    private static String quoted(String text) {
        return text.substring(text.indexOf('"'), text.indexOf('"', text.indexOf('"') + 1));
    }

    @Test
    void windowsScriptKeepsUnusualPathsAndExitCode() throws Exception {
        assertThat(Files.readAllLines(home.resolve("bin/rdzv.bat")))
                .as("without delayed expansion, which removes exclamation marks")
                .contains("setlocal EnableExtensions DisableDelayedExpansion")
                .as("the last command before the subroutine")
                .containsSubsequence("exit /b %ERRORLEVEL%", ":locate", "set \"RDZV_HOME=%~dp0..\"")
                .as("no block, which a parenthesis of JAVA_HOME would end")
                .noneMatch(line -> line.endsWith("(") || line.startsWith(")"));
    }

    /** No verifier has seen the frames that the build has computed. */
    @Test
    void changedClassFilesOfPicocliAreVerified() throws Exception {
        Path jar;
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            jar = jars.filter(file -> file.toString().contains("picocli"))
                    .findFirst()
                    .orElseThrow();
        }
        int verified = 0;
        try (ZipFile zip = new ZipFile(jar.toFile());
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().matches("picocli/(?!groovy).*\\.class")) {
                    byte[] start = zip.getInputStream(entry).readNBytes(8);
                    assertThat((int) start[7]).as("the version of %s", entry).isEqualTo(61);
                    Class.forName(entry.getName().replace(".class", "").replace('/', '.'), true, loader);
                    verified++;
                }
            }
        }
        assertThat(verified).isGreaterThan(200);
    }

    @Test
    void zipHasScriptsForBothSystems() throws Exception {
        assertThat(home.resolve("bin/rdzv.bat")).content().contains("\r\n").contains("dev.rendezvous.cli.Rdzv %*");
        for (String name : List.of("bin/rdzv", "bin/rdzv.bat")) {
            try (Stream<String> lines = Files.lines(home.resolve(name))) {
                assertThat(lines.count()).as(name).isLessThan(45);
            }
        }
    }

    private String run(String... arguments) throws Exception {
        CommandResult result = start(arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    private CommandResult start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "PATH=/usr/bin:/bin",
                "RDZV_ARCHIVE=off",
                "/bin/sh",
                home.resolve("bin/rdzv").toString()));
        command.addAll(List.of(arguments));
        return CommandResult.of(dir, Duration.ofMinutes(2), command);
    }
}
