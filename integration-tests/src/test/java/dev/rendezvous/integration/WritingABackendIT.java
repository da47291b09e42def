package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.processor.RendezvousBackendProcessor;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;
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

        package_(project);

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

    private void package_(Path project) throws IOException, MavenInvocationException {
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(project.toFile());
        request.setBatchMode(true);
        request.addArg("package");
        request.setLocalRepositoryDirectory(localRepository().toFile());
        request.setUserSettingsFile(settings().toFile());
        request.setProperties(new Properties());
        StringBuilder output = new StringBuilder();
        request.setOutputHandler(line -> output.append(line).append('\n'));
        DefaultInvoker invoker = new DefaultInvoker();
        invoker.setMavenHome(new File(System.getProperty("rendezvous.maven.home")));
        InvocationResult result = invoker.execute(request);
        assertThat(result.getExitCode()).as(output.toString()).isZero();
    }

    /** A local repository that holds what {@code mvn install} would put there, and nothing else. */
    private Path localRepository() throws IOException {
        Path repository = dir.resolve("repository");
        String version = System.getProperty("rendezvous.version");
        install(repository, "rendezvous-parent", version, root.resolve("pom.xml"), null);
        install(
                repository,
                "rendezvous-annotations",
                version,
                root.resolve("annotations/pom.xml"),
                Author.jarOf(RendezvousBackend.class));
        install(repository, "rendezvous-index", version, root.resolve("index/pom.xml"), Author.indexJar());
        install(repository, "rendezvous-runtime", version, root.resolve("runtime/pom.xml"), Author.runtimeJar());
        install(
                repository,
                "rendezvous-processor",
                version,
                root.resolve("processor/pom.xml"),
                Author.jarOf(RendezvousBackendProcessor.class));
        return repository;
    }

    private static void install(
            Path repository, String artifact, String version, Path pom, @org.jspecify.annotations.Nullable Path jar)
            throws IOException {
        Path folder = Files.createDirectories(repository.resolve("dev/rendezvous/" + artifact + "/" + version));
        Files.copy(pom, folder.resolve(artifact + "-" + version + ".pom"));
        if (jar != null) {
            Files.copy(jar, folder.resolve(artifact + "-" + version + ".jar"));
        }
    }

    /** Takes what this build has fetched already from where it lies, and the rest from where Maven always does. */
    private Path settings() throws IOException {
        String fetched = Path.of(System.getProperty("rendezvous.maven.repository"))
                .toUri()
                .toString();
        String repository =
                "<id>fetched</id><url>" + fetched + "</url><releases><checksumPolicy>ignore</checksumPolicy>"
                        + "</releases><snapshots><enabled>false</enabled></snapshots>";
        return Files.writeString(
                dir.resolve("settings.xml"),
                "<settings><profiles><profile><id>fetched</id><repositories><repository>" + repository
                        + "</repository></repositories><pluginRepositories><pluginRepository>" + repository
                        + "</pluginRepository></pluginRepositories></profile></profiles>"
                        + "<activeProfiles><activeProfile>fetched</activeProfile></activeProfiles></settings>");
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
