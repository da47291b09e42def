package dev.rendezvous.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A server in a process of its own, so that what it uses can be told apart. It ends with this process at the latest. */
public final class ServerProcess implements AutoCloseable {

    private static final String PORT = "port ";

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a process and blocks until it listens.
     *
     * @param main its main class, which calls {@link #announceAndStay}
     * @return the process
     */
    public static ServerProcess start(Class<?> main) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir", ""),
                        main.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ServerProcess(process, announcedPort(main, process.inputReader(UTF_8)));
    }

    /** For the process: prints its port, and returns when its input ends. */
    public static void announceAndStay(int port) throws IOException {
        System.out.println(PORT + port);
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    /** {@return the port that it listens on} */
    public int port() {
        return port;
    }

    /** {@return the processor time of all its threads that live, in nanoseconds, as the kernel's scheduler counts it} */
    public long cpuNanos() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(proc("task"))) {
            for (Path thread : threads) {
                sum += cpuNanos(thread.resolve("schedstat"));
            }
        }
        return sum;
    }

    /** {@return the memory that it has resident, in megabytes} */
    public double residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** {@return the most memory that it ever had resident, in megabytes} */
    public double peakMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int announcedPort(Class<?> main, BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(PORT)) {
                return Integer.parseInt(line.substring(PORT.length()));
            }
        }
        throw new IOException(main.getName() + " has ended before it listened; start it by hand to see why");
    }

    private static long cpuNanos(Path schedstat) throws IOException {
        try {
            return Long.parseLong(Files.readString(schedstat).split(" ", -1)[0]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private double megabytes(String field) throws IOException {
        return Files.readAllLines(proc("status")).stream()
                        .filter(line -> line.startsWith(field))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }
}
