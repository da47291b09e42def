package dev.rendezvous.benchmarks.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the processes in which contestants find backends. */
final class Child implements AutoCloseable {

    private static final long PATIENCE_MINUTES = 5;
    private static final double NANOS_TO_MICROS = 1e3;

    /**
     * Each measurement begins with a collection, after which a JVM gives memory back, and then pays the kernel for it anew: that is the
     * price of the collection, and not of the contestant that happens to be measured.
     */
    private static final List<String> FIXED_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private final Process process;
    private final Writer out;
    private final BufferedReader in;

    private Child(Process process) {
        this.process = process;
        this.out = process.outputWriter(StandardCharsets.UTF_8);
        this.in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A process that stays, and measures each time it is asked. */
    static Child start(Contestant contestant, Path jars, Shape shape) throws IOException {
        return new Child(builder(contestant, FIXED_HEAP, jars, shape, Integer.toString(shape.repetitions()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    Sample measure() throws IOException {
        out.write("now\n");
        out.flush();
        String line = in.readLine();
        if (line == null) {
            throw new IOException("a process has ended: " + process.info());
        }
        String[] told = line.split(" ", 2);
        return new Sample(Double.parseDouble(told[0]), Double.parseDouble(told[1]));
    }

    /** {@return the time of a whole process that finds the backends once} */
    static double micros(Contestant contestant, Path jars, Shape shape) throws IOException, InterruptedException {
        long start = System.nanoTime();
        run(contestant, List.of(), jars, shape, "once");
        return (System.nanoTime() - start) / NANOS_TO_MICROS;
    }

    /** {@return how many classes a whole process loads that finds the backends once} */
    static long loadedClasses(Contestant contestant, Path jars, Shape shape) throws IOException, InterruptedException {
        Path log = Files.createTempFile("classes", ".txt");
        try {
            run(contestant, List.of("-Xlog:class+load:file=" + log), jars, shape, "once");
            return Files.readAllLines(log).size();
        } finally {
            Files.delete(log);
        }
    }

    /** {@return how much of what was found stays in memory, in bytes} */
    static long retainedBytes(Contestant contestant, Path jars, Shape shape) throws IOException, InterruptedException {
        return Long.parseLong(
                run(contestant, List.of(), jars, shape, "retained").strip());
    }

    private static String run(Contestant contestant, List<String> options, Path jars, Shape shape, String mode)
            throws IOException, InterruptedException {
        Process process = builder(contestant, options, jars, shape, mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0) {
            throw new IOException(contestant.label() + " failed: " + told);
        }
        return told;
    }

    private static ProcessBuilder builder(
            Contestant contestant, List<String> options, Path jars, Shape shape, String mode) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                contestant.classPath(),
                FinderMain.class.getName(),
                contestant.finder(),
                jars.toString(),
                Integer.toString(contestant == Contestant.NOTHING ? 0 : shape.total()),
                mode));
        return new ProcessBuilder(command);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
