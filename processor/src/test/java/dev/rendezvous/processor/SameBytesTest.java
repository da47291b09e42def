package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.processor.metadata.MetadataKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same sources give the same index and metadata, the same providers and the same class files, wherever and however they are compiled. */
class SameBytesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void orderOfSourcesAndDirectoryDoesNotMatter(Compiler compiler) throws IOException {
        Workspace one = workspace("one");
        one.compileAll(compiler).orFail();
        Workspace other = workspace("an other/directory");
        List<Path> backwards = new ArrayList<>(other.allSources());
        Collections.reverse(backwards);

        other.compile(compiler, backwards).orFail();

        assertThat(bytes(other)).isNotEmpty().isEqualTo(bytes(one));
    }

    @Test
    void localeZoneAndLineSeparatorDoNotMatter() throws Exception {
        Workspace here = workspace("here");
        here.compileAll(Compiler.JAVAC).orFail();
        Workspace there = workspace("there");

        assertThat(compileInAnotherJvm(there)).isZero();

        assertThat(bytes(there)).isNotEmpty().isEqualTo(bytes(here));
    }

    @Test
    void simultaneousCompilesInOneJvmShareNothing() throws Exception {
        Workspace alone = workspace("alone");
        alone.compileAll(Compiler.JAVAC).orFail();
        List<Workspace> together = List.of(workspace("a"), workspace("b"), workspace("c"));
        CyclicBarrier start = new CyclicBarrier(together.size());
        ExecutorService threads = Executors.newFixedThreadPool(together.size());
        try {
            List<Future<Workspace.Outcome>> outcomes = new ArrayList<>();
            for (Workspace workspace : together) {
                outcomes.add(threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return workspace.compileAll(Compiler.JAVAC);
                }));
            }
            for (Future<Workspace.Outcome> outcome : outcomes) {
                outcome.get(120, TimeUnit.SECONDS).orFail();
            }
        } finally {
            threads.shutdownNow();
        }

        for (Workspace workspace : together) {
            assertThat(bytes(workspace)).isEqualTo(bytes(alone));
        }
    }

    @ParameterizedTest
    @EnumSource
    void processingAloneWritesIndexMetadataAndSources(Compiler compiler) throws IOException {
        Workspace whole = workspace("whole");
        whole.compileAll(compiler).orFail();
        Workspace only = workspace("only").option("-proc:only");

        only.compileAll(compiler).orFail();

        Map<String, String> expected = bytes(whole);
        expected.keySet().removeIf(name -> name.endsWith(".class"));
        assertThat(bytes(only))
                .hasSize(GoodBackends.PROVIDERS.size() + 1 + MetadataKind.values().length)
                .isEqualTo(expected);
    }

    private Workspace workspace(String name) {
        Workspace workspace = new Workspace(directory.resolve(name));
        GoodBackends.copyTo(workspace);
        return workspace;
    }

    private int compileInAnotherJvm(Workspace workspace) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Kiritimati",
                "-Dfile.encoding=UTF-16",
                "-Dline.separator=\r\n",
                "--module",
                "jdk.compiler/com.sun.tools.javac.Main"));
        command.addAll(workspace.allOptions());
        workspace.allSources().forEach(source -> command.add(source.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /** {@return what was written, by its path: classes and index, and the generated sources} */
    private static Map<String, String> bytes(Workspace workspace) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        Path root = workspace.classes().resolveSibling("");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(workspace.sources()))
                    .toList()) {
                bytes.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return bytes;
    }
}
