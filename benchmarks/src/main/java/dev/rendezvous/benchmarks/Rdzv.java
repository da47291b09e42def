package dev.rendezvous.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command {@code rdzv} as its script starts it, with the jars that are beside the script and no others. */
public final class Rdzv {

    private static final List<String> PARTS = List.of(
            "rendezvous-",
            "picocli",
            "jackson-",
            "asm-",
            "/cli/",
            "/launcher/",
            "/runtime/",
            "/index/",
            "/engine/",
            "/tcpstore/",
            "/tcp/",
            "/etcd/");
    private static final String OTHERS = "benchmarks";

    private Rdzv() {}

    /**
     * {@return the words that start it}
     *
     * @param words its arguments
     */
    public static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "dev.rendezvous.cli.Rdzv"));
        command.addAll(List.of(words));
        return command;
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> PARTS.stream().anyMatch(entry::contains) && !entry.contains("/" + OTHERS))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
