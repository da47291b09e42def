package dev.rendezvous.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the docs that shows the files of a project, and what the processor makes of them. */
record Page(Map<String, String> files, String generatedLines) {

    /** A fenced block whose first line is a comment with the path of the file. */
    private static final Pattern FILE =
            Pattern.compile("```(?:xml|java|kotlin)\\n(?:<!-- |// )(\\S+)(?: -->)?\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern GENERATED = Pattern.compile("```\\n(com\\.acme\\..*?)```", Pattern.DOTALL);

    static Page of(String name) throws IOException {
        String text = Files.readString(
                Author.requiredFile("rendezvous.root").resolve("docs").resolve(name));
        Map<String, String> files = new LinkedHashMap<>();
        Matcher file = FILE.matcher(text);
        while (file.find()) {
            files.put(file.group(1), file.group(2));
        }
        Matcher generated = GENERATED.matcher(text);
        if (!generated.find()) {
            throw new IllegalStateException(name + " shows no generated lines");
        }
        return new Page(files, generated.group(1));
    }

    String file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    void writeTo(Path project) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
