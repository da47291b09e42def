package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.cli.Rdzv;
import dev.rendezvous.registry.RendezvousRegistry;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/kotlin.md says. Runs with the profile {@code kotlin}, since it fetches a compiler. */
@EnabledIfSystemProperty(named = "rendezvous.kotlin.dir", matches = ".+")
class KotlinIT {

    private static final String KOTLIN_LIBRARY = "org/jetbrains/kotlin/kotlin-stdlib/2.1.21/kotlin-stdlib-2.1.21.jar";

    @TempDir
    Path project;

    @Test
    void kotlinClassIsCompiledByKaptAndFound() throws Exception {
        Page page = Page.of("kotlin.md");
        page.writeTo(project);
        AuthorsMaven maven =
                new AuthorsMaven(Files.createDirectories(Path.of(System.getProperty("rendezvous.kotlin.dir"))));

        maven.run(project, "package");

        Path jar = project.resolve("target/kotlin-backend-1.0.jar");
        assertThat(new String(Author.contents(jar).get(Author.INDEX), UTF_8)).isEqualTo(page.generatedLines());
        assertThat(Rdzv.commandLine().execute("verify", jar.toString())).isZero();
        URL[] urls = {jar.toUri().toURL(), maven.fetched(KOTLIN_LIBRARY).toUri().toURL()};
        RendezvousParameters parameters =
                RendezvousParameters.builder("kt").runId("run-1").build();
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader());
                RendezvousHandler handler =
                        RendezvousRegistry.discovered(loader).createHandler(parameters)) {
            assertThat(handler.backend()).isEqualTo("kotlin");
            assertThat(handler.runId()).isEqualTo("run-1");
        }
    }
}
