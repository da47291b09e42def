package dev.rendezvous.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the application of the tool matrix in a JVM of its own, and tells what it found and which classes that loaded. */
final class PackedApplication {

    static final String MAIN = "com.app.Main";

    /** What the JVM says of each class on its output, where the application's own marks stand between. */
    private static final String LOG_CLASSES = "-Xlog:class+load=info:stdout:none";

    private static final Pattern LOADED = Pattern.compile("(\\S+) source: .*");
    private static final Pattern RENAMED = Pattern.compile("(\\S+) -> (\\S+):");
    private static final Pattern OF_A_BACKEND = Pattern.compile("(?:shaded\\.)?com\\.(?:one|two)\\..*");

    private PackedApplication() {}

    /**
     * What a run showed.
     *
     * @param names the names that the registry listed
     * @param loadedToList classes of the backends' packages, by their names before any tool, that the listing loaded
     * @param loadedToCreate the same for the handlers
     * @param created the names whose handlers were made
     * @param problems what the registry reported
     */
    record Observation(
            List<String> names,
            List<String> loadedToList,
            List<String> loadedToCreate,
            List<String> created,
            String problems) {}

    static Observation runOnClassPath(Path work, Path... classPath) throws IOException, InterruptedException {
        return run(work, currentJava(), Map.of(), "-cp", Author.path(classPath), MAIN);
    }

    /** Runs a jar whose classes another tool has renamed, as its mapping file tells. */
    static Observation runRenamed(Path work, Path jar, Path mapping) throws IOException, InterruptedException {
        Map<String, String> originals = new HashMap<>();
        for (String line : Files.readAllLines(mapping)) {
            Matcher renamed = RENAMED.matcher(line);
            if (renamed.matches()) {
                originals.put(renamed.group(2), renamed.group(1));
            }
        }
        return run(work, currentJava(), originals, "-cp", jar.toString(), MAIN);
    }

    static Observation run(Path work, Path java, Map<String, String> originals, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString(), LOG_CLASSES));
        command.addAll(List.of(arguments));
        return observation(ToolProcess.run(work, command), originals);
    }

    static Path currentJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Observation observation(List<String> output, Map<String, String> originals) {
        int list = output.indexOf("@list");
        int create = output.indexOf("@create");
        return new Observation(
                marked(output, "@name "),
                loaded(output.subList(list, create), originals),
                loaded(output.subList(create, output.size()), originals),
                marked(output, "@created "),
                String.join("", marked(output, "@problems ")));
    }

    private static List<String> loaded(List<String> output, Map<String, String> originals) {
        return output.stream()
                .map(LOADED::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .map(name -> originals.getOrDefault(name, name))
                .filter(name -> OF_A_BACKEND.matcher(name).matches())
                .toList();
    }

    private static List<String> marked(List<String> output, String mark) {
        return lines(output, mark).map(line -> line.substring(mark.length())).toList();
    }

    private static Stream<String> lines(List<String> output, String mark) {
        return output.stream().filter(line -> line.startsWith(mark));
    }
}
