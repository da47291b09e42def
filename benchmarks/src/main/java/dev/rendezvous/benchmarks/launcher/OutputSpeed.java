package dev.rendezvous.benchmarks.launcher;

import dev.rendezvous.benchmarks.Places;
import dev.rendezvous.benchmarks.Rdzv;
import dev.rendezvous.benchmarks.Statistics;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Eight workers that print as fast as they can, beside the same eight processes without an agent. The start is part of the time. */
final class OutputSpeed {

    private static final int WORKERS = 8;
    private static final int LINES_A_MEGABYTE = 10_000;
    private static final String LINE = "x".repeat(99);

    private OutputSpeed() {}

    static void print(int megabytes, int rounds) throws Exception {
        System.out.println("| output of 8 workers, " + megabytes
                + " MB each | rounds | time, s | MB/s | time to no agent, files |");
        System.out.println("|---|---|---|---|---|");
        String script = "yes " + LINE + " | head -n " + megabytes * LINES_A_MEGABYTE;
        double[] plain = new double[rounds];
        double[] files = new double[rounds];
        double[] console = new double[rounds];
        double[] both = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            plain[round] = plain(script);
            files[round] = agent(script, true, "none");
            console[round] = agent(script, false, "all");
            both[round] = agent(script, true, "all");
        }
        row("no agent, files", megabytes, plain, plain);
        row("`--log-dir --console none`", megabytes, files, plain);
        row("console, read by a program", megabytes, console, plain);
        row("`--log-dir` and console", megabytes, both, plain);
        System.out.println();
    }

    private static void row(String name, int megabytes, double[] seconds, double[] others) {
        double[] ratios = new double[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            ratios[i] = seconds[i] / others[i];
        }
        double median = Statistics.median(seconds);
        System.out.printf(
                "| %s | %d | %.2f | %.0f | %.2f |%n",
                name, seconds.length, median, WORKERS * megabytes / median, Statistics.median(ratios));
    }

    private static double plain(String script) throws Exception {
        Path folder = Files.createTempDirectory("rdzv-benchmark-");
        try {
            long begun = System.nanoTime();
            List<Process> processes = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                processes.add(new ProcessBuilder("sh", "-c", script)
                        .redirectOutput(folder.resolve("out-" + worker).toFile())
                        .start());
            }
            for (Process process : processes) {
                check(process.waitFor());
            }
            return seconds(begun);
        } finally {
            Places.delete(folder);
        }
    }

    private static double agent(String script, boolean toFiles, String console) throws Exception {
        Path folder = Files.createTempDirectory("rdzv-benchmark-");
        try {
            List<String> words = new ArrayList<>(List.of("run", "--standalone", "--procs-per-node", "" + WORKERS));
            words.addAll(List.of("--console", console));
            words.addAll(toFiles ? List.of("--log-dir", folder.toString()) : List.of());
            words.addAll(List.of("--", "sh", "-c", script));
            long begun = System.nanoTime();
            Process agent = new ProcessBuilder(Rdzv.command(words.toArray(String[]::new)))
                    .redirectErrorStream(true)
                    .start();
            drain(agent.getInputStream());
            check(agent.waitFor());
            return seconds(begun);
        } finally {
            Places.delete(folder);
        }
    }

    private static void drain(InputStream output) throws Exception {
        byte[] buffer = new byte[1 << 16];
        int read = 0;
        while (read >= 0) {
            read = output.read(buffer);
        }
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("a process has ended with " + code);
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
