package dev.rendezvous.integration;

import dev.rendezvous.integration.PackedApplication.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * ProGuard and R8, both of which get the jar that shade has joined, rules that the jars in it have brought, and rules from the
 * folder of the tools. R8 reads the rules of a jar by itself; ProGuard has to be given them.
 */
final class Shrinkers {

    static final Predicate<String> ALL_RULES = path -> true;
    static final Predicate<String> NO_RULES = path -> false;
    static final Predicate<String> RULES_OF_THE_RUNTIME = path -> path.endsWith("/dev.rendezvous.runtime.pro");

    private static final String FOR_PROGUARD = "META-INF/proguard/";
    private static final String FOR_R8 = "META-INF/com.android.tools/r8/";

    private final ToolReactor reactor;
    private final Path work;

    Shrinkers(ToolReactor reactor, Path work) {
        this.reactor = reactor;
        this.work = work;
    }

    /**
     * Runs ProGuard.
     *
     * @param shipped which of the rules in the jar are used
     * @param own files with rules
     */
    Observation proGuard(Predicate<String> shipped, String... own) throws Exception {
        Path out = Files.createTempDirectory(work, "proguard");
        Path input = input(out, shipped);
        List<String> arguments = new ArrayList<>();
        for (String file : own) {
            arguments.add("@" + file);
        }
        for (Path file : extracted(input, out)) {
            arguments.add("@" + file);
        }
        arguments.addAll(List.of(
                "-injars", input.toString(), "-outjars", out.resolve("out.jar").toString()));
        arguments.addAll(List.of("-libraryjars", javaBase().toString()));
        arguments.addAll(List.of("-printmapping", out.resolve("mapping.txt").toString()));
        reactor.runTool("proguard.ProGuard", arguments.toArray(String[]::new));
        return PackedApplication.runRenamed(work, out.resolve("out.jar"), out.resolve("mapping.txt"));
    }

    /**
     * Runs R8.
     *
     * @param shipped which of the rules in the jar are left there
     * @param own files with rules
     */
    Observation r8(Predicate<String> shipped, String... own) throws Exception {
        Path out = Files.createTempDirectory(work, "r8");
        List<String> arguments = new ArrayList<>(List.of("--classfile", "--release"));
        for (String file : own) {
            arguments.addAll(List.of("--pg-conf", file));
        }
        arguments.addAll(List.of("--lib", System.getProperty("java.home")));
        arguments.addAll(List.of("--pg-map-output", out.resolve("mapping.txt").toString()));
        arguments.addAll(List.of(
                "--output",
                out.resolve("out.jar").toString(),
                input(out, shipped).toString()));
        reactor.runTool("com.android.tools.r8.R8", arguments.toArray(String[]::new));
        return PackedApplication.runRenamed(work, out.resolve("out.jar"), out.resolve("mapping.txt"));
    }

    /** What a person does with {@code unzip}. */
    private static List<Path> extracted(Path jar, Path folder) throws IOException {
        List<Path> rules = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : Author.contents(jar).entrySet()) {
            if (entry.getKey().startsWith(FOR_PROGUARD)) {
                rules.add(
                        Files.write(folder.resolve(entry.getKey().substring(FOR_PROGUARD.length())), entry.getValue()));
            }
        }
        return rules;
    }

    private Path input(Path folder, Predicate<String> shipped) throws IOException {
        Map<String, byte[]> contents = Author.contents(reactor.file("shade/target/shade-1-merged.jar"));
        contents.keySet().removeIf(path -> isRules(path) && !shipped.test(path));
        return Author.write(folder.resolve("input.jar"), contents);
    }

    private static boolean isRules(String path) {
        return path.startsWith(FOR_PROGUARD) || path.startsWith(FOR_R8);
    }

    private Path javaBase() throws Exception {
        Path jar = work.resolve("java.base.jar");
        return Files.exists(jar) ? jar : JavaBaseJar.write(jar);
    }
}
