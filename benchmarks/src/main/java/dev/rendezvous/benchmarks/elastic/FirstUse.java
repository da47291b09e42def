package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.benchmarks.Statistics;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the first use of a backend in a fresh process costs: one node meets itself. */
final class FirstUse {

    private static final int RUNS = 5;
    private static final double MILLION = 1e6;

    private FirstUse() {}

    static void printHead() {
        System.out.println(
                "| backend | whole process, ms | of it the JVM, ms | classes | of them the JVM's own start | jars |");
        System.out.println("|---|---|---|---|---|---|");
    }

    static void printRow(Service service) throws Exception {
        double[] millis = new double[RUNS];
        double[] empty = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            empty[run] = run(List.of(), "--version", List.of());
            millis[run] = run(List.of(), NodesMain.class.getName(), nodes(service));
        }
        Path log = Files.createTempFile("classes", ".txt");
        List<String> logged = List.of("-Xlog:class+load:file=" + log + "::filecount=0");
        run(logged, NodesMain.class.getName(), nodes(service));
        long classes = lines(log);
        long jars = jars(log);
        run(logged, "--version", List.of());
        System.out.printf(
                "| %s | %.0f | %.0f | %d | %d | %d |%n",
                service.backend(), Statistics.median(millis), Statistics.median(empty), classes, lines(log), jars);
        Files.delete(log);
    }

    private static List<String> nodes(Service service) {
        List<String> arguments = new ArrayList<>(List.of(
                service.backend(),
                service.endpoint(service.port()),
                UUID.randomUUID().toString(),
                "1",
                "1",
                "1"));
        service.config().forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    private static double run(List<String> options, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer commands = process.outputWriter(UTF_8)) {
            commands.write(NodesMain.JOIN + "\n");
        }
        process.getInputStream().readAllBytes();
        return (System.nanoTime() - begin) / MILLION;
    }

    private static long lines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.count();
        }
    }

    private static long jars(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("source: file:"))
                    .map(line -> line.substring(line.indexOf("source: file:")))
                    .collect(Collectors.toSet())
                    .size();
        }
    }
}
