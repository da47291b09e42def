package dev.rendezvous.integration;

import dev.rendezvous.integration.PackedApplication.Observation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** ProGuard and R8, both of which get the jar that shade has joined, and rules from the folder of the tools. */
final class Shrinkers {

    private final ToolReactor reactor;
    private final Path work;

    Shrinkers(ToolReactor reactor, Path work) {
        this.reactor = reactor;
        this.work = work;
    }

    Observation proGuard(String... rules) throws Exception {
        Path out = Files.createTempDirectory(work, "proguard");
        List<String> arguments = new ArrayList<>();
        for (String file : rules) {
            arguments.add("@" + file);
        }
        arguments.addAll(
                List.of("-injars", input(), "-outjars", out.resolve("out.jar").toString()));
        arguments.addAll(List.of("-libraryjars", javaBase().toString()));
        arguments.addAll(List.of("-printmapping", out.resolve("mapping.txt").toString()));
        reactor.runTool("proguard.ProGuard", arguments.toArray(String[]::new));
        return PackedApplication.runRenamed(work, out.resolve("out.jar"), out.resolve("mapping.txt"));
    }

    Observation r8(String... rules) throws Exception {
        Path out = Files.createTempDirectory(work, "r8");
        List<String> arguments = new ArrayList<>(List.of("--classfile", "--release"));
        for (String file : rules) {
            arguments.addAll(List.of("--pg-conf", file));
        }
        arguments.addAll(List.of("--lib", System.getProperty("java.home")));
        arguments.addAll(List.of("--pg-map-output", out.resolve("mapping.txt").toString()));
        arguments.addAll(List.of("--output", out.resolve("out.jar").toString(), input()));
        reactor.runTool("com.android.tools.r8.R8", arguments.toArray(String[]::new));
        return PackedApplication.runRenamed(work, out.resolve("out.jar"), out.resolve("mapping.txt"));
    }

    private String input() {
        return reactor.file("shade/target/shade-1-merged.jar").toString();
    }

    private Path javaBase() throws Exception {
        Path jar = work.resolve("java.base.jar");
        return Files.exists(jar) ? jar : JavaBaseJar.write(jar);
    }
}
