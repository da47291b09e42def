package dev.rendezvous.benchmarks.launcher;

import dev.rendezvous.benchmarks.Rdzv;
import dev.rendezvous.benchmarks.Statistics;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A job of one worker that ends at once, from the start of the command to its end. */
final class WholeProcess {

    private static final double MILLION = 1e6;

    private WholeProcess() {}

    static void print(int rounds) throws Exception {
        List<String> run = Rdzv.command("run", "--standalone", "--procs-per-node", "1", "--", "true");
        List<String> list = Rdzv.command("backends");
        Optional<String> torchrun = torchrun();
        double[] runs = new double[rounds];
        double[] lists = new double[rounds];
        double[] torchruns = new double[rounds];
        millis(run);
        millis(list);
        for (int round = 0; round < rounds; round++) {
            lists[round] = millis(list);
            runs[round] = millis(run);
            torchruns[round] = torchrun.isPresent() ? millis(torchrun(torchrun.get())) : 0;
        }
        System.out.println("| whole process | rounds | time, ms | time to rdzv backends (quartiles) |");
        System.out.println("|---|---|---|---|");
        row("rdzv backends", lists, lists);
        row("rdzv run --standalone --procs-per-node 1 -- true", runs, lists);
        if (torchrun.isPresent()) {
            row("torchrun --standalone --nproc-per-node 1 true", torchruns, lists);
        }
        System.out.println();
    }

    private static void row(String name, double[] times, double[] others) {
        String spread = Statistics.spread(Statistics.ratios(times, others));
        System.out.printf("| `%s` | %d | %.0f | %s |%n", name, times.length, Statistics.median(times), spread);
    }

    private static double millis(List<String> command) throws Exception {
        long begun = System.nanoTime();
        int code = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " has ended with " + code);
        }
        return (System.nanoTime() - begun) / MILLION;
    }

    private static Optional<String> torchrun() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "torchrun"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Debian's torchrun fails on Python 3.11 unless both streams are named. */
    private static List<String> torchrun(String program) {
        return List.of(program, "--standalone", "--nproc_per_node", "1", "--no_python", "-r", "1", "-t", "1", "true");
    }
}
