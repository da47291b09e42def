package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the path of a loader is read as the loader reads it, and what the loader ignores is reported. */
class SearchPathTest {

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void jarInAFolderWithBangIsFound() throws Exception {
        assertFound(dir.resolve("tools!"));
    }

    @Test
    void jarUnderSeveralFoldersWithBangsIsFound() throws Exception {
        assertFound(dir.resolve("a!/b c!/100% !"));
    }

    @Test
    void classesInAFolderWithBangAreFound() throws Exception {
        Path classes = PluginJar.with("Alpha", "alpha").writeFolder(dir.resolve("classes!"));

        try (URLClassLoader loader = PluginJar.loader(classes)) {
            assertThat(registry.discover(loader).problems()).isEmpty();
            registry.createHandler(asking("alpha")).close();
        }
    }

    private void assertFound(Path folder) throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha")
                .write(Files.createDirectories(folder).resolve("alpha.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(registry.discover(loader).problems()).isEmpty();
            assertThat(registry.find("alpha").flatMap(found -> found.origin())).contains(jar.toUri());
            registry.createHandler(asking("alpha")).close();
        }
    }

    @Test
    void missingJarInFolderWithBangIsNamed() throws Exception {
        Path jar = dir.resolve("tools!/gone.jar");
        URL index = new URL("jar:" + jar.toUri() + "!/" + PluginJar.INDEX);

        ClassLoader loader = new ClassLoader(null) {
            @Override
            protected Enumeration<URL> findResources(String name) {
                return Collections.enumeration(List.of(index));
            }
        };

        assertThat(registry.discover(loader).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("the file " + jar + " "));
    }

    @Test
    void fileThatIsNotJarHidesNoOther() throws Exception {
        Path broken = Files.writeString(dir.resolve("broken.jar"), "<html>404</html>");
        Path good = PluginJar.with("Alpha", "alpha").write(dir.resolve("good.jar"));

        try (URLClassLoader loader = PluginJar.loader(broken, good)) {
            Discovery discovery = registry.discover(loader);

            assertThat(discovery.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.location()).isEqualTo(broken.toUri());
                assertThat(problem.line()).isZero();
                assertThat(problem.message()).contains("is not a jar");
            });
            assertThat(registry.names()).containsExactly("alpha");
        }
    }

    @Test
    void truncatedJarIsReported() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("truncated.jar"));
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(registry.discover(loader).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.location()).isEqualTo(jar.toUri()));
        }
    }

    @Test
    void fileOnThePathOfParentIsReported() throws Exception {
        Path broken = Files.writeString(dir.resolve("broken.jar"), "no jar");
        Path good = PluginJar.with("Alpha", "alpha").write(dir.resolve("good.jar"));

        try (URLClassLoader parent = PluginJar.loader(broken);
                URLClassLoader loader = new URLClassLoader(new URL[] {PluginJar.url(good)}, parent)) {
            assertThat(registry.discover(loader).problems())
                    .extracting(IndexProblem::location)
                    .containsExactly(broken.toUri());
        }
    }

    @Test
    void absentFilesAndFoldersAreNotReported() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("classes"));

        try (URLClassLoader loader = PluginJar.loader(dir.resolve("absent.jar"), folder)) {
            assertThat(registry.discover(loader).problems()).isEmpty();
        }
    }

    @Test
    void fileOnTheClassPathIsReported() throws Exception {
        Path broken = Files.writeString(dir.resolve("broken.jar"), "no jar");
        String path = System.getProperty("java.class.path") + File.pathSeparator + broken;
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        PrintProblems.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("broken.jar", "is not a jar");
    }

    /** A program whose class path has a file that is not a jar. */
    static final class PrintProblems {
        public static void main(String[] arguments) {
            System.out.println(RendezvousRegistry.create()
                    .discover(ClassLoader.getSystemClassLoader())
                    .problems());
        }
    }
}
