package dev.rendezvous.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the docs that shows the files of a project, and what the processor makes of them; or the steps of a program. */
record Page(String name, String text) {

    /** A fenced block whose first line is a comment with the path of the file. */
    private static final Pattern FILE =
            Pattern.compile("```(?:xml|java|kotlin)\\n(?:<!-- |// )(\\S+)(?: -->)?\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern GENERATED = Pattern.compile("```\\n(com\\.acme\\..*?)```", Pattern.DOTALL);

    /** A fenced block of Java that is no file. */
    private static final Pattern STEP = Pattern.compile("```java\\n(?!// \\S+\\n)(.*?)```", Pattern.DOTALL);

    private static final Pattern PRINTED = Pattern.compile("System\\.out\\.println\\(.*\\); // (.*)");

    static Page of(String name) throws IOException {
        return new Page(
                name,
                Files.readString(
                        Author.requiredFile("rendezvous.root").resolve("docs").resolve(name)));
    }

    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher file = FILE.matcher(text);
        while (file.find()) {
            files.put(file.group(1), file.group(2));
        }
        return files;
    }

    String file(String path) {
        return Objects.requireNonNull(files().get(path), path);
    }

    String generatedLines() {
        Matcher generated = GENERATED.matcher(text);
        if (!generated.find()) {
            throw new IllegalStateException(name + " shows no generated lines");
        }
        return generated.group(1);
    }

    /** {@return the blocks of Java that are no files, one after the other; empty if there are none} */
    String steps() {
        return STEP.matcher(text).results().map(step -> step.group(1)).collect(Collectors.joining("\n"));
    }

    /** {@return what the steps print, line by line, as the comments behind {@code println} say; "..." ends what is cut short} */
    List<String> printed() {
        return PRINTED.matcher(steps())
                .results()
                .map(printed -> printed.group(1))
                .toList();
    }

    void writeTo(Path project) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
