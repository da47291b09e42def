package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/writing-a-backend.md says, to the letter, with Maven, as somebody who has only that page. */
class WritingABackendIT {

    /** A fenced block whose first line is a comment with the path of the file. */
    private static final Pattern FILE =
            Pattern.compile("```(?:xml|java)\\n(?:<!-- |// )(\\S+)(?: -->)?\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern GENERATED = Pattern.compile("```\\n(com\\.acme\\..*?)```", Pattern.DOTALL);

    @TempDir
    Path dir;

    private final Path root = Author.requiredFile("rendezvous.root");

    @Test
    void whatThePageShowsBuildsAndRuns() throws Exception {
        String page = Files.readString(root.resolve("docs/writing-a-backend.md"));
        Path project = Files.createDirectory(dir.resolve("project"));
        Map<String, String> files = files(page);
        assertThat(files)
                .containsKeys(
                        "pom.xml",
                        "src/main/java/com/acme/SoloBackend.java",
                        "src/test/java/com/acme/Application.java");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        new AuthorsMaven(dir).run(project, "package");

        Path jar = project.resolve("target/solo-backend-1.0.jar");
        assertThat(Author.contents(jar)).containsKeys("com/acme/SoloBackend.class", Author.INDEX);
        assertThat(new String(Author.contents(jar).get(Author.INDEX), StandardCharsets.UTF_8))
                .isEqualTo(generatedLines(page));
        assertThat(run(project.resolve("target/test-classes"), jar)).isEqualTo("rank 0 of 1\n");
    }

    private static Map<String, String> files(String page) {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher matcher = FILE.matcher(page);
        while (matcher.find()) {
            files.put(matcher.group(1), matcher.group(2));
        }
        return files;
    }

    private static String generatedLines(String page) {
        Matcher matcher = GENERATED.matcher(page);
        assertThat(matcher.find()).as("the generated lines on the page").isTrue();
        return matcher.group(1);
    }

    private String run(Path classes, Path jar) throws IOException, InterruptedException {
        Path output = dir.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Author.path(classes, jar, Author.runtimeJar(), Author.indexJar()),
                        "com.acme.Application")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
