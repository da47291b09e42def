package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is modular throughout, in a JVM of its own, with plugins as named and as automatic modules. */
class ModularApplicationIT {

    private static final String APPLICATION = """
            package com.app;

            import dev.rendezvous.*; import dev.rendezvous.spi.*; import dev.rendezvous.registry.*;
            import java.lang.module.*;
            import java.nio.file.Path;
            import java.util.List;
            import java.util.Set;
            import java.util.stream.Stream;

            public class Main {
                public static void main(String[] args) throws Exception {
                    RendezvousRegistry registry = RendezvousRegistry.discovered(Main.class.getClassLoader());
                    System.out.println("before " + registry.names());
                    Path[] plugins = Stream.of(args).map(Path::of).toArray(Path[]::new);
                    ModuleFinder finder = ModuleFinder.of(plugins);
                    List<String> roots = finder.findAll().stream().map(m -> m.descriptor().name()).toList();
                    Configuration configuration =
                            ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), roots);
                    ModuleLayer layer = ModuleLayer.boot()
                            .defineModulesWithManyLoaders(configuration, Main.class.getClassLoader());
                    Discovery discovery = registry.discover(layer);
                    System.out.println("problems " + discovery.problems());
                    for (BackendDescriptor backend : registry.backends()) {
                        RendezvousParameters parameters = RendezvousParameters.builder(backend.name())
                                .endpoint(System.getProperty("endpoint")).runId("run").build();
                        try (RendezvousHandler handler = registry.createHandler(parameters)) {
                            System.out.println(backend.name() + " in " + handler.getClass().getModule());
                        }
                    }
                    System.out.println("forgotten " + registry.forget(layer) + " " + registry.names());
                }
            }
            """;

    @TempDir
    Path dir;

    @Test
    void pluginModulesOfLayerAreFoundAndUsed() throws Exception {
        Path application = Author.buildModuleJar(
                dir,
                "application",
                Map.of(
                        "module-info.java",
                        "module com.app { requires dev.rendezvous.runtime; exports com.app; }",
                        "com/app/Main.java",
                        APPLICATION));
        Path named = Author.buildModuleJar(
                dir,
                "named",
                Map.of(
                        "module-info.java",
                        "module com.named { requires dev.rendezvous.runtime; requires static dev.rendezvous.annotations;"
                                + " provides dev.rendezvous.spi.RendezvousBackendProvider"
                                + " with com.named.Named_RendezvousProvider; }",
                        "com/named/Named.java",
                        Author.handler("com.named", "Named", "named")));

        List<String> output = run(application, named, Author.sampleJar());

        assertThat(output)
                .containsSubsequence(
                        "before []",
                        "problems []",
                        "named in module com.named",
                        "testbackend in module " + automaticName(),
                        "forgotten true []");
    }

    private static String automaticName() {
        return java.lang.module.ModuleFinder.of(Author.sampleJar()).findAll().stream()
                .map(found -> found.descriptor().name())
                .findFirst()
                .orElseThrow();
    }

    private List<String> run(Path application, Path... plugins) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dendpoint=" + dir.resolve("shared"),
                "--module-path",
                Author.path(application, Author.runtimeJar(), Author.indexJar()),
                "--module",
                "com.app/com.app.Main"));
        for (Path plugin : plugins) {
            command.add(plugin.toString());
        }
        return ToolProcess.run(dir, command);
    }
}
