package dev.rendezvous.integration.examples;

import dev.rendezvous.testkit.JavaProcess;
import dev.rendezvous.testkit.WatchedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the examples as the build left them, in the folder of the clone, with the command of the distribution. */
final class Examples {

    static final String JAR = "examples/target/examples.jar";

    private static final Path ROOT =
            Path.of(System.getProperty("rendezvous.root")).toAbsolutePath().normalize();
    private static final String DIST = "rdzv-" + System.getProperty("rendezvous.version");
    private static final Path RDZV =
            ROOT.resolve("dist/target").resolve(DIST).resolve(DIST).resolve("bin/rdzv");

    private Examples() {}

    /** Starts {@code rdzv run} with workers that are programs of the examples: options, two dashes, a class, its arguments. */
    static WatchedProcess java(List<String> options, String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("--", "java", "-cp", JAR, "com.acme.jobs." + program));
        words.addAll(List.of(arguments));
        return run(Map.of(), words);
    }

    /** Starts {@code rdzv run}. */
    static WatchedProcess run(Map<String, String> environment, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(RDZV.toString(), "run"));
        command.addAll(words);
        return start(environment, command);
    }

    /** Starts a script of the examples. */
    static WatchedProcess script(String name) throws IOException {
        return start(Map.of(), List.of("examples/" + name));
    }

    private static WatchedProcess start(Map<String, String> environment, List<String> command) throws IOException {
        for (Path built : List.of(RDZV, ROOT.resolve(JAR))) {
            if (!Files.exists(built)) {
                throw new IllegalStateException(built + " is missing; run this test through Maven");
            }
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        String javaHome = System.getProperty("java.home");
        String bin = Path.of(JavaProcess.java()).getParent() + File.pathSeparator;
        builder.environment().put("JAVA_HOME", javaHome);
        builder.environment().put("PATH", bin + System.getenv("PATH"));
        builder.environment().put("RDZV", RDZV.toString());
        builder.environment().putAll(environment);
        return WatchedProcess.start(builder);
    }

    /** {@return a file of the clone} */
    static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    /** Ends a process as SIGKILL does. */
    static void kill(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
}
