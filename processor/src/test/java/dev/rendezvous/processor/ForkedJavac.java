package dev.rendezvous.processor;

import com.palantir.javapoet.JavaFile;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** javac as a process. Inside this JVM it would find the processors of the tests' class path on every processor path. */
final class ForkedJavac {

    static final Path PROCESSOR = placeOf(RendezvousBackendProcessor.class);
    static final Path INDEX = placeOf(IndexFormat.class);
    static final Path JAVAPOET = placeOf(JavaFile.class);

    private static final int MAX_SECONDS = 100;

    private final Path output;

    /** @param output for class files, and for what javac prints */
    ForkedJavac(Path output) {
        this.output = output;
    }

    /** How one compile ended. */
    record Outcome(int exitCode, String output) {}

    static String path(Path... entries) {
        return Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    Outcome compile(List<Path> sources, String... options) throws IOException, InterruptedException {
        Path printed = output.resolve("javac.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-d",
                Files.createDirectories(output.resolve("classes")).toString(),
                "-cp",
                path(placeOf(RendezvousBackend.class), placeOf(RendezvousBackendProvider.class))));
        command.addAll(List.of(options));
        sources.forEach(source -> command.add(source.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("javac does not end");
        }
        return new Outcome(process.exitValue(), Files.readString(printed));
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
