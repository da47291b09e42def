package dev.rendezvous.benchmarks.compile;

import dev.rendezvous.benchmarks.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs javac in a new process each time, with the flags that the JVM has by itself. */
final class Compiler {

    private static final long PATIENCE_MINUTES = 10;
    private static final double NANOS = 1e9;

    private final Path work;

    Compiler(Path work) {
        this.work = work;
    }

    /** {@return what the process used} Its output folder is new, and removed afterwards. */
    Usage compile(Path sources, List<String> options) throws IOException, InterruptedException {
        Path output = Files.createTempDirectory(work, "classes");
        try {
            return compile(sources, options, output);
        } finally {
            Places.delete(output);
        }
    }

    Usage compile(Path sources, List<String> options, Path output) throws IOException, InterruptedException {
        Path arguments = Files.createTempFile(work, "javac", ".txt");
        Path report = Files.createTempFile(work, "report", ".txt");
        Files.write(arguments, arguments(sources, options, output));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        // Nothing but this: what javac itself can load hides what is on the processor path.
                        Places.of(Child.class),
                        Child.class.getName(),
                        "@" + arguments)
                .redirectErrorStream(true)
                .redirectOutput(report.toFile());
        return run(builder, report);
    }

    private static Usage run(ProcessBuilder builder, Path report) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / NANOS;
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(report);
        // A warning would be work that the others do not do.
        boolean warned = lines.stream().anyMatch(line -> line.contains("warning"));
        if (!ended || process.exitValue() != 0 || warned) {
            throw new IllegalStateException(builder.command() + ": " + lines);
        }
        String[] told = lines.get(lines.size() - 1).split(" ", 2);
        return new Usage(seconds, Long.parseLong(told[0]) / NANOS, Long.parseLong(told[1]) / 1024.0);
    }

    private static List<String> arguments(Path sources, List<String> options, Path output) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path"), "-d", output.toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).sorted().forEach(arguments::add);
        }
        return arguments.stream().map(argument -> '"' + argument + '"').toList();
    }
}
