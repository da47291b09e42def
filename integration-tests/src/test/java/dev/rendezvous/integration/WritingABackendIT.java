package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/writing-a-backend.md says, word by word, with Maven, as a reader with only that page. */
class WritingABackendIT {

    @TempDir
    Path dir;

    @Test
    void whatThePageShowsBuildsAndRuns() throws Exception {
        Page page = Page.of("writing-a-backend.md");
        Path project = Files.createDirectory(dir.resolve("project"));
        assertThat(page.files())
                .containsKeys(
                        "pom.xml",
                        "src/main/java/com/acme/SoloBackend.java",
                        "src/test/java/com/acme/Application.java",
                        "src/test/java/com/acme/PackedRightTest.java");
        assertThat(page.steps()).as("blocks of Java that are in no file").isEmpty();
        page.writeTo(project);

        assertThat(new AuthorsMaven(dir).run(project, "package"))
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");

        Path jar = project.resolve("target/solo-backend-1.0.jar");
        assertThat(Author.contents(jar)).containsKeys("com/acme/SoloBackend.class", Author.INDEX);
        assertThat(new String(Author.contents(jar).get(Author.INDEX), StandardCharsets.UTF_8))
                .isEqualTo(page.generatedLines());
        assertThat(run(project.resolve("target/test-classes"), jar)).isEqualTo("rank 0 of 1\n");
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
