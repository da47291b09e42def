package dev.rendezvous.cli.paths;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands take for a class path. */
class ClassPathReaderTest {

    private static final String ETCD = "org.a.P\n#rendezvous:1 org.a.P name=a implementation=org.a.A\n";

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void findFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void manifestIsFollowedFromJarToJar() throws IOException {
        Path app = jar("app.jar", "lib/one.jar classes/ my%20jar.jar");
        Path one = jar("lib/one.jar", "../two.jar");
        Path two = jar("two.jar", "lib/one.jar app.jar two.jar");
        Path blank = jar("my jar.jar", "");
        Path classes = Files.createDirectory(folder.resolve("classes"));

        ClassPathElements elements = ClassPathReader.read(List.of(app));

        assertThat(elements.named()).containsExactly(app);
        assertThat(elements.followed()).containsExactly(one, classes, blank, two);
        assertThat(elements.problems()).isEmpty();
    }

    @Test
    void absoluteFileEntryIsFollowed() throws IOException {
        Path other = jar("elsewhere/other.jar", "");
        Path app = jar("app.jar", other.toUri().toString());

        assertThat(ClassPathReader.read(List.of(app)).followed()).containsExactly(other);
    }

    @Test
    void jarNamedAndFollowedIsReadOnce() throws IOException {
        Path one = jar("one.jar", "");
        Path app = jar("app.jar", "one.jar");
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), one);

        assertThat(ClassPathReader.read(List.of(app, one)).all()).containsExactly(app, one);
        assertThat(ClassPathReader.read(List.of(app, link)).all()).containsExactly(app, link);
    }

    @ParameterizedTest
    @CsvSource({
        "absent.jar, does not exist",
        "http://example.org/a.jar, only files are followed",
        "a%zz.jar, that is not a URL of a file",
        "folder, 'is a folder, whose entry must end with a slash'",
        "other.jar/, is not a folder",
    })
    void entryThatLeadsNowhereIsReported(String entry, String reason) throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        jar("other.jar", "");
        Path app = jar("app.jar", entry);

        assertThat(ClassPathReader.read(List.of(app)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(PathProblem.Kind.ENTRY);
                    assertThat(problem.message()).contains("\"" + entry + "\"", reason);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/INDEX.LIST", "META-INF/index.list"})
    void indexOfJarIsReportedByAllCommands(String name) throws IOException {
        Path jar = PluginJar.of(folder.resolve("a.jar"), Map.of(name, "JarIndex-Version: 1.0\n".getBytes(UTF_8)));

        assertThat(Run.of("verify", jar).out()).contains("INDEX.LIST", "fix: build the jar without an index");
        assertThat(Run.of("verify", jar).exitCode()).isEqualTo(1);
        assertThat(Run.of("backends", "--plugins", jar).err()).contains("INDEX.LIST");
        assertThat(Run.of("lock", jar, "--out", folder.resolve("lock")).err()).contains("INDEX.LIST");
    }

    @Test
    void followedJarIsVerifiedLockedAndListed() throws IOException {
        PluginJar.withIndexOnly(folder.resolve("lib/a.jar"), ETCD);
        Path app = jar("app.jar", "lib/a.jar");
        Path lock = folder.resolve("lock");

        assertThat(Run.of("backends", "--plugins", app).out()).contains("a.jar");
        assertThat(Run.of("verify", app).out())
                .contains("1         1         " + folder.resolve("lib/a.jar") + "\n", "org.a.P is listed, but");
        assertThat(Run.of("lock", app, "--out", lock).out()).contains("1 backend in 2 jars");
    }

    @Test
    void conflictInsideOfFollowedJarsIsFound() throws IOException {
        PluginJar.withIndexOnly(folder.resolve("a.jar"), ETCD);
        PluginJar.withIndexOnly(folder.resolve("b.jar"), ETCD.replace("org.a", "org.b"));

        assertThat(Run.of("verify", jar("app.jar", "a.jar b.jar")).out()).contains("the name \"a\" is claimed by");
    }

    @Test
    void filesOfTheDesktopFailNoGate() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path mini = PluginJar.compiled(folder, "mini");
        Files.move(mini, plugins.resolve("mini.jar"));
        Path classes = folder.resolve("mini-classes");
        Path lock = folder.resolve("lock");
        Run.of("lock", plugins, classes, "--out", lock);
        for (Path each : List.of(plugins, classes, classes.resolve("mini"))) {
            for (String name : List.of(".DS_Store", "Thumbs.db", "desktop.ini", "._mini.jar", "._MiniHandler.class")) {
                Files.writeString(each.resolve(name), "of the desktop");
            }
        }

        assertThat(Run.of("verify", "--lock", lock, plugins, classes).out()).doesNotContain("fix:");
        assertThat(Run.of("verify", "--lock", lock, plugins, classes).exitCode())
                .isZero();
        assertThat(Run.of("backends", "--plugins", plugins).exitCode()).isZero();
    }

    @Test
    void folderOfDesktopFilesHoldsNothing() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(empty.resolve(".DS_Store"), "of the desktop");

        assertThatThrownBy(() -> ClassPathReader.read(List.of(empty)))
                .isInstanceOf(UsageException.class)
                .hasMessage("the folder " + empty + " holds no jar and no class file");
    }

    @Test
    void folderOfFoldersOfJarsIsWrongUsage() throws IOException {
        jar("plugins/one/one.jar", "");

        assertThat(Run.of("verify", folder.resolve("plugins")).err())
                .startsWith(
                        "rdzv: the folder " + folder.resolve("plugins") + " holds no jar and no class file; the folder "
                                + folder.resolve("plugins/one") + " in it does, so name that one");
        assertThat(Run.of("backends", "--plugins", folder.resolve("plugins")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void jarsBelowFolderOfJarsAreReported() throws IOException {
        jar("plugins/one.jar", "");
        jar("plugins/more/two.jar", "");

        Run run = Run.of("verify", folder.resolve("plugins"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("the folder " + folder.resolve("plugins/more") + " has jars");
        assertThat(Run.of("backends", "--plugins", folder.resolve("plugins")).err())
                .contains(folder.resolve("plugins/more").toString());
    }

    @Test
    void folderAboveClassFolderIsReported() throws IOException {
        PluginJar.compiled(folder, "mini");
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.move(folder.resolve("mini-classes"), target.resolve("classes"));

        Run run = Run.of("verify", target);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "it has class files, but a class loader finds none of them here; their packages begin in the folder classes");
    }

    private Path jar(String name, String classPath) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        Map<String, byte[]> files = new LinkedHashMap<>();
        String line = classPath.isEmpty() ? "" : "Class-Path: " + classPath + "\n";
        // A line of a manifest has at most 72 bytes; a blank begins its continuation.
        String wrapped = line.replaceAll("(.{60})(?=.)", "$1\n ");
        files.put("META-INF/MANIFEST.MF", ("Manifest-Version: 1.0\n" + wrapped).getBytes(UTF_8));
        return PluginJar.of(jar, files);
    }
}
