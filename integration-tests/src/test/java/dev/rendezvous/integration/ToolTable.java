package dev.rendezvous.integration;

import dev.rendezvous.integration.PackedApplication.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of docs/tool-matrix.md: each comes from a run, and the page has what the rows say. */
final class ToolTable {

    private static final String HEAD = """
            | Tool | Version | What was done | Names listed | Classes loaded to list | Created | What to configure |
            |---|---|---|---|---|---|---|
            """;

    private final List<String> rows = new ArrayList<>();

    /** Adds a row; the columns that tell a result come from the run. */
    void add(String tool, String version, String done, Observation observation, String configure) {
        rows.add(Stream.of(
                        tool,
                        version,
                        done,
                        listed(observation.names()),
                        loaded(observation.loadedToList()),
                        listed(observation.created()),
                        configure)
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    String rendered() {
        return HEAD + String.join("\n", rows) + "\n";
    }

    int size() {
        return rows.size();
    }

    /** {@return what stands on the page between two comments of this name} */
    static String part(Path page, String name) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- " + name + ": begin -->\n";
        return text.substring(text.indexOf(begin) + begin.length(), text.indexOf("<!-- " + name + ": end -->"));
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "**none**" : String.join(", ", names);
    }

    private static String loaded(List<String> classes) {
        return classes.isEmpty()
                ? "none"
                : classes.stream()
                        .map(name -> "`" + name.substring(name.lastIndexOf('.') + 1) + "`")
                        .collect(Collectors.joining(", "));
    }
}
