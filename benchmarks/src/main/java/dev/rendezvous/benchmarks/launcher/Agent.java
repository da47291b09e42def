package dev.rendezvous.benchmarks.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.benchmarks.Rdzv;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process {@code rdzv run}, and what it and its workers print. */
final class Agent implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private Agent(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    static Agent start(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(options));
        return new Agent(new ProcessBuilder(Rdzv.command(words.toArray(String[]::new)))
                .redirectErrorStream(true)
                .start());
    }

    /** {@return the rest of each of so many lines with this text} Other lines are skipped. */
    List<String> await(int count, String text) throws IOException {
        List<String> found = new ArrayList<>();
        while (found.size() < count) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("the agent has ended before it printed \"" + text + "\"");
            }
            int at = line.indexOf(text);
            if (at >= 0) {
                found.add(line.substring(at + text.length()));
            }
        }
        return found;
    }

    /** {@return the processor time of the agent alone, in nanoseconds, as the kernel's scheduler counts it} */
    long cpuNanos() throws IOException {
        long sum = 0;
        try (var threads = Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads) {
                sum += Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
            }
        }
        return sum;
    }

    /** {@return the memory that it has resident, in megabytes} */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024.0;
    }

    /** Ends the agent, and with it the workers. */
    @Override
    public void close() {
        process.destroy();
    }
}
