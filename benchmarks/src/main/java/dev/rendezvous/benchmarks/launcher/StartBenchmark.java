package dev.rendezvous.benchmarks.launcher;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a whole start of the command takes, beside an empty main method on the same JVM with the same settings. Starts the script of
 * {@code dist}, which must have been built. The argument is {@code --full}, {@code --short} or {@code --quick}. Not on Windows.
 */
public final class StartBenchmark {

    private static final double MILLION = 1e6;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final List<String> RUN = List.of("run", "--standalone", "--procs-per-node", "1", "--", "true");

    private final Path script;
    private final Path cache;

    private StartBenchmark(Path script, Path cache) {
        this.script = script;
        this.cache = cache;
    }

    @SuppressWarnings("ArrayRecordComponent") // filled round by round
    private record Candidate(String name, ProcessBuilder process, double[] times) {}

    /** Does nothing, as the measure of all others. */
    static final class Empty {
        private Empty() {}

        /** Returns at once. */
        public static void main(String[] args) {}
    }

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        int rounds = switch (args.length == 0 ? "--full" : args[0]) {
            case "--full" -> 50;
            case "--short" -> 15;
            default -> 3;
        };
        System.out.println(Machine.describe());
        System.out.println();
        Path cache = Files.createTempDirectory("rdzv-start");
        new StartBenchmark(script(), cache).print(rounds);
        System.out.println("load " + Machine.load() + " at the end; the archive is in " + cache);
    }

    private static Path script() throws IOException {
        try (Stream<Path> files =
                Files.find(Path.of("../dist/target"), 4, (file, attributes) -> file.endsWith("bin/rdzv"))) {
            return files.findFirst()
                    .orElseThrow(() -> new IllegalStateException("../dist/target has no bin/rdzv; build dist first"))
                    .toRealPath();
        }
    }

    private void print(int rounds) throws Exception {
        List<Candidate> candidates = List.of(
                new Candidate("an empty main method", java(), new double[rounds]),
                new Candidate(
                        "`rdzv backends`, without an archive", script("off", List.of("backends")), new double[rounds]),
                new Candidate("`rdzv backends`", script("", List.of("backends")), new double[rounds]),
                new Candidate("`rdzv " + String.join(" ", RUN) + "`", script("", RUN), new double[rounds]));
        for (Candidate candidate : candidates) {
            millis(candidate.process());
        }
        awaitArchive();
        for (int round = 0; round < rounds; round++) {
            for (Candidate candidate : candidates) {
                candidate.times()[round] = millis(candidate.process());
            }
        }
        double[] empty = candidates.get(0).times();
        System.out.println("| whole process | rounds | time, ms | time to the empty main method (quartiles) |");
        System.out.println("|---|---|---|---|");
        candidates.forEach(candidate -> row(candidate.name(), candidate.times(), empty));
        System.out.println();
    }

    private static void row(String name, double[] times, double[] others) {
        String spread = Statistics.spread(Statistics.ratios(times, others));
        System.out.printf("| %s | %d | %.0f | %s |%n", name, times.length, Statistics.median(times), spread);
    }

    private static ProcessBuilder java() {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:+VerifySharedSpaces",
                "-cp",
                System.getProperty("java.class.path").split(java.io.File.pathSeparator, 2)[0],
                Empty.class.getName());
    }

    private ProcessBuilder script(String archive, List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(words);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("RDZV_ARCHIVE", archive);
        return builder;
    }

    private void awaitArchive() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            try (Stream<Path> files = Files.list(cache.resolve("rdzv"))) {
                if (files.anyMatch(file -> file.toString().endsWith(".size"))) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("no archive has been made in " + cache);
    }

    private static double millis(ProcessBuilder builder) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int code = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", builder.command()) + " has ended with " + code);
        }
        return (System.nanoTime() - begun) / MILLION;
    }
}
