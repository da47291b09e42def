package dev.rendezvous.integration;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.tck.backend.BackendCheck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** Maven as an author has it: with the published artifacts in a local repository of its own, and nothing else of this build. */
final class AuthorsMaven {

    private static final int TIMEOUT_SECONDS = 300;

    private final Path root = Author.requiredFile("rendezvous.root");
    private final Path repository;
    private final Path settings;

    /**
     * Installs what {@code mvn install} would.
     *
     * @param dir a folder for nothing else; one that stays spares the next run what this one fetches
     */
    AuthorsMaven(Path dir) throws IOException {
        this.repository = dir.resolve("repository");
        this.settings = writeSettings(dir.resolve("settings.xml"));
        install("parent", "", Optional.empty());
        install("annotations", "annotations/", Optional.of(Author.jarOf(RendezvousBackend.class)));
        install("index", "index/", Optional.of(Author.indexJar()));
        install("runtime", "runtime/", Optional.of(Author.runtimeJar()));
        install("processor", "processor/target/dependency-reduced-", Optional.of(Author.processorJar()));
        install("tck", "tck/", Optional.of(Author.jarOf(BackendCheck.class)));
    }

    /** {@return a jar that a build has fetched, by its path in the local repository} */
    Path fetched(String path) {
        return repository.resolve(path);
    }

    /** {@return what Maven printed, after a build that succeeded} */
    String run(Path project, String... arguments) throws MavenInvocationException {
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(project.toFile());
        request.setBatchMode(true);
        request.addArgs(List.of(arguments));
        request.setLocalRepositoryDirectory(repository.toFile());
        request.setUserSettingsFile(settings.toFile());
        request.setTimeoutInSeconds(TIMEOUT_SECONDS);
        StringBuilder output = new StringBuilder();
        request.setOutputHandler(line -> output.append(line).append('\n'));
        DefaultInvoker invoker = new DefaultInvoker();
        invoker.setMavenHome(new File(System.getProperty("rendezvous.maven.home")));
        InvocationResult result = invoker.execute(request);
        assertThat(result.getExecutionException()).isNull();
        assertThat(result.getExitCode()).as(output.toString()).isZero();
        return output.toString();
    }

    /** @param pom where the published pom lies, without "pom.xml" */
    private void install(String name, String pom, Optional<Path> jar) throws IOException {
        String artifact = "rendezvous-" + name;
        String version = System.getProperty("rendezvous.version");
        Path target = Files.createDirectories(repository.resolve("dev/rendezvous/" + artifact + "/" + version));
        Files.copy(root.resolve(pom + "pom.xml"), target.resolve(artifact + "-" + version + ".pom"), REPLACE_EXISTING);
        if (jar.isPresent()) {
            Files.copy(jar.get(), target.resolve(artifact + "-" + version + ".jar"), REPLACE_EXISTING);
        }
    }

    /** Takes what this build has fetched already from where it lies, and the rest from where Maven always does. */
    private static Path writeSettings(Path file) throws IOException {
        String fetched = Path.of(System.getProperty("rendezvous.maven.repository"))
                .toUri()
                .toString();
        String repository =
                "<id>fetched</id><url>" + fetched + "</url><releases><checksumPolicy>ignore</checksumPolicy>"
                        + "</releases><snapshots><enabled>false</enabled></snapshots>";
        return Files.writeString(
                file,
                "<settings><profiles><profile><id>fetched</id><repositories><repository>" + repository
                        + "</repository></repositories><pluginRepositories><pluginRepository>" + repository
                        + "</pluginRepository></pluginRepositories></profile></profiles>"
                        + "<activeProfiles><activeProfile>fetched</activeProfile></activeProfiles></settings>");
    }
}
