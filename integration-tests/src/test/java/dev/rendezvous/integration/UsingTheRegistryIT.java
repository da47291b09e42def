package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the blocks of docs/using-the-registry.md as the one program that they are, and runs it in a JVM of its own. */
class UsingTheRegistryIT {

    private static final String APPLICATION = """
            package com.acme.app;

            import dev.rendezvous.*; import dev.rendezvous.registry.*;
            import java.lang.module.*;
            import java.net.*;
            import java.nio.charset.*; import java.nio.file.*;
            import java.time.*;
            import java.util.*;

            final class Application {
                public static void main(String[] args) throws Exception {
                    String endpoint = args[0];
                    Path soloJar = Path.of(args[1]);
                    Path rivalJar = Path.of(args[2]);
                    Path pluginFolder = Path.of(args[3]);
            %s
                }
            }
            """;

    @TempDir
    Path dir;

    @Test
    void blocksOfThePagePrintTheirComments() throws Exception {
        Page page = Page.of("using-the-registry.md");
        Path application = Author.buildJar(
                dir, "application", Map.of("com/acme/app/Application.java", APPLICATION.formatted(page.steps())));

        List<String> output = run(application, soloJar(), rivalJar());

        List<String> expected = page.printed();
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(output).as(String.join("\n", output)).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertPrinted(output.get(i), expected.get(i));
        }
    }

    @Test
    void pageNamesTheVersionOfThisBuild() throws Exception {
        assertThat(Page.of("using-the-registry.md").text())
                .contains("<version>" + System.getProperty("rendezvous.version") + "</version>");
    }

    private static void assertPrinted(String line, String expected) {
        if (expected.endsWith("...")) {
            assertThat(line).startsWith(expected.substring(0, expected.length() - "...".length()));
        } else {
            assertThat(line).isEqualTo(expected);
        }
    }

    private Path soloJar() throws IOException {
        String source = Page.of("writing-a-backend.md").file("src/main/java/com/acme/SoloBackend.java");
        return Author.buildJar(dir, "solo-backend-1.0", Map.of("com/acme/SoloBackend.java", source));
    }

    private Path rivalJar() throws IOException {
        return Author.buildJar(
                dir, "rival", Map.of("com/rival/Rival.java", Author.handler("com.rival", "Rival", "solo")));
    }

    private Path folderWith(Path jar) throws IOException {
        Path folder = Files.createDirectory(dir.resolve("plugins"));
        Files.copy(jar, folder.resolve(jar.getFileName()));
        return folder;
    }

    private List<String> run(Path application, Path solo, Path rival) throws Exception {
        Path tcpStore = Author.jarOf(TcpStoreServer.class);
        // No class of a backend is public; the jar is found by its provider.
        Path fixed = Author.jarOf(Class.forName("dev.rendezvous.fixed.StaticRendezvousHandler_RendezvousProvider"));
        return ToolProcess.run(
                dir,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Author.path(application, Author.runtimeJar(), Author.indexJar(), tcpStore, fixed),
                        "com.acme.app.Application",
                        "localhost:" + FreePort.find(),
                        solo.toString(),
                        rival.toString(),
                        folderWith(solo).toString()));
    }
}
