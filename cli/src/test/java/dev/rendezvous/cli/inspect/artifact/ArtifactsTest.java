package dev.rendezvous.cli.inspect.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.index.IndexEntry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in jars and folders of any packer. */
class ArtifactsTest {

    private static final String INDEX = ArtifactFiles.INDEX;
    private static final String MULTI_RELEASE = "Manifest-Version: 1.0\nMulti-Release: true\n";

    @TempDir
    Path folder;

    @Test
    void partsOfAPackedApplicationAreSeparate() throws IOException {
        byte[] library =
                new Zip().with(INDEX, "org.one.P\n").withClass("", "org.one.P").bytes();
        Path jar = new Zip()
                .withClass("", "org.loader.Launcher")
                .with("BOOT-INF/classes/" + INDEX, "com.app.P\n")
                .withClass("BOOT-INF/classes/", "com.app.P")
                .with("BOOT-INF/lib/one.jar", library)
                .writtenTo(folder.resolve("app.jar"));

        List<Artifact> artifacts = read(jar);

        assertThat(artifacts)
                .extracting(artifact -> artifact.root().toString())
                .containsExactly(jar.toString(), jar + "!/BOOT-INF/classes", jar + "!/BOOT-INF/lib/one.jar");
        assertThat(artifacts)
                .extracting(artifact -> artifact.classes().get(0).name())
                .containsExactly("org.loader.Launcher", "com.app.P", "org.one.P");
        assertThat(artifacts.get(2).indexPlace().line(1)).hasToString(jar + "!/BOOT-INF/lib/one.jar!/" + INDEX + ":1");
        assertThat(artifacts.get(1).indexPlace()).hasToString(jar + "!/BOOT-INF/classes/" + INDEX);
        assertThat(artifacts)
                .allSatisfy(artifact -> assertThat(artifact.damages()).isEmpty());
    }

    @Test
    void jarNestedTwiceIsOnNoClassPath() throws IOException {
        byte[] inner = new Zip().with(INDEX, "org.inner.P\n").bytes();
        byte[] outer = new Zip().with("BOOT-INF/lib/inner.jar", inner).bytes();
        Path jar = new Zip()
                .with("BOOT-INF/lib/outer.jar", outer)
                .with("BOOT-INF/lib/deeper/inner.jar", inner)
                .with("lib/inner.jar", inner)
                .writtenTo(folder.resolve("app.jar"));

        assertThat(read(jar))
                .extracting(artifact -> artifact.root().name())
                .containsExactly("app.jar", "app.jar!/BOOT-INF/lib/outer.jar");
    }

    @Test
    void damagedJarInAJarCostsOnlyItself() throws IOException {
        Path jar = new Zip()
                .with("BOOT-INF/lib/a.jar", "no jar")
                .with("BOOT-INF/lib/b.jar", new Zip().with(INDEX, "org.b.P\n").bytes())
                .writtenTo(folder.resolve("app.jar"));

        List<Artifact> artifacts = read(jar);

        assertThat(artifacts.get(1).damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Damage.Kind.UNREADABLE);
            assertThat(damage.place()).hasToString(jar + "!/BOOT-INF/lib/a.jar");
        });
        assertThat(artifacts.get(2).index().lines()).hasSize(1);
    }

    @Test
    void unpackedJarsAreDeleted() throws IOException {
        Path jar = new Zip()
                .with("BOOT-INF/lib/a.jar", new Zip().with(INDEX, "org.a.P\n").bytes())
                .with("BOOT-INF/lib/b.jar", "no jar")
                .writtenTo(folder.resolve("app.jar"));

        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        List<Artifact> artifacts = Artifacts.read(jar, new Budget(), Detail.FACTS, temporary);

        assertThat(artifacts).hasSize(3);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void releaseSeesItsClassesOfMultiReleaseJar() throws IOException {
        Path jar = new Zip()
                .with("META-INF/MANIFEST.MF", MULTI_RELEASE)
                .withClass("", "a.Everywhere")
                .withClass("META-INF/versions/21/", "a.Everywhere")
                .withClass("META-INF/versions/21/", "a.Later")
                .withClass("META-INF/versions/9/", "a.Old")
                .withClass("META-INF/versions/8/", "a.BeforeThereWereSuchJars")
                .writtenTo(folder.resolve("a.jar"));

        List<Artifact> artifacts = read(jar);
        List<View> of17 = View.of(artifacts, 17);
        List<View> of25 = View.of(artifacts, 25);

        assertThat(View.releases(artifacts)).containsExactly(17, 21);
        assertThat(of17.get(0).classes()).containsOnlyKeys("a.Everywhere", "a.Old");
        assertThat(of25.get(0).classes()).containsOnlyKeys("a.Everywhere", "a.Later", "a.Old");
        assertThat(placeOf("a.Everywhere", of25)).hasToString(jar + "!/META-INF/versions/21/a/Everywhere.class");
        assertThat(placeOf("a.Everywhere", of17)).hasToString(jar + "!/a/Everywhere.class");
    }

    private static Place placeOf(String name, List<View> views) {
        ClassPath classPath = new ClassPath(views);
        return classPath.find(name, views.get(0)).orElseThrow().place();
    }

    @Test
    void duplicateEntryIsReportedAndUsedOneRead() throws IOException {
        byte[] one = Zip.classFile("a.One", "a.Base");
        byte[] other = Zip.classFile("a.One", "a.Rival");
        Path jar = new Zip()
                .with("a/One.class", one)
                .with("a/Two.class", other)
                .with("LICENSE1", "one")
                .with("LICENSE2", "two")
                .with(INDEX, "a.One\n")
                .with(INDEX.replace("Provider", "Provisor"), "a.Two\n")
                .renamed("a/Two.class", "a/One.class")
                .renamed("LICENSE2", "LICENSE1")
                .renamed("Provisor", "Provider")
                .writtenTo(folder.resolve("a.jar"));
        byte[] loaded = load(jar, "a/One.class");
        String supertype = Arrays.equals(loaded, one) ? "a.Base" : "a.Rival";
        String listed = new String(load(jar, INDEX), UTF_8).strip();

        Artifact artifact = read(jar).get(0);

        assertThat(artifact.damages())
                .containsExactly(
                        new Damage(Damage.Kind.TWICE, artifact.indexPlace(), "is in the jar more than once"),
                        new Damage(
                                Damage.Kind.TWICE,
                                Place.of(artifact.root(), "a/One.class"),
                                "is in the jar more than once"));
        assertThat(artifact.classes())
                .singleElement()
                .satisfies(type -> assertThat(type.supertypes()).containsExactly(supertype));
        assertThat(artifact.index().entries())
                .extracting(IndexEntry::providerClass)
                .containsExactly(listed);
    }

    private static byte[] load(Path jar, String name) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                InputStream in = Objects.requireNonNull(loader.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void classWithTooManySupertypesIsNotJudged() throws IOException {
        Zip zip = new Zip().withClass("", "a.A0");
        for (int i = 1; i <= 1_000; i++) {
            zip.with("a/A" + i + ".class", Zip.classFile("a.A" + i, "a.A" + (i - 1)));
        }
        View view = View.newest(read(zip.writtenTo(folder.resolve("a.jar")))).get(0);
        ClassPath classPath = new ClassPath(List.of(view));

        assertThat(classPath.canBeProvider("a.A900", view)).isFalse();
        assertThat(classPath.canBeProvider("a.A1000", view)).isTrue();
    }

    @Test
    void jarWithoutTheAttributeHasNoVersions() throws IOException {
        Path jar = new Zip()
                .withClass("", "a.Everywhere")
                .withClass("META-INF/versions/21/", "a.Later")
                .writtenTo(folder.resolve("a.jar"));

        List<Artifact> artifacts = read(jar);

        assertThat(View.releases(artifacts)).containsExactly(17);
        assertThat(View.newest(artifacts).get(0).classes()).containsOnlyKeys("a.Everywhere");
    }

    @Test
    void filesBeyondTheLimitAreNotRead() throws IOException {
        Path jar = new Zip()
                .withClass("", "a.One")
                .withClass("", "a.Two")
                .withClass("", "a.Three")
                .writtenTo(folder.resolve("a.jar"));

        Artifact artifact = Artifacts.read(jar, new Budget(2, 1 << 20), Detail.FACTS, folder)
                .get(0);

        assertThat(artifact.classes()).hasSize(2);
        assertThat(artifact.damages())
                .containsExactly(new Damage(
                        Damage.Kind.TOO_LARGE,
                        Place.of(artifact.root()),
                        "has more than 2 files; the rest was not read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOT-INF/lib/bomb.jar", "bomb.class"})
    void aZipBombGoesOffInVain(String name) throws IOException {
        Path jar = new Zip().with(name, new byte[32 << 20]).writtenTo(folder.resolve("a.jar"));
        assertThat(Files.size(jar)).isLessThan(100_000);
        Budget budget = new Budget(100, 1 << 20);

        List<Artifact> artifacts = Artifacts.read(jar, budget, Detail.FACTS_AND_DIGEST, folder);

        assertThat(artifacts)
                .flatExtracting(Artifact::damages)
                .extracting(Damage::kind)
                .contains(Damage.Kind.TOO_LARGE);
        assertThat(artifacts.get(0).damages())
                .extracting(Damage::message)
                .contains("has more than 1048576 bytes to read; the rest was not read");
    }

    @Test
    void oversizedClassFileIsSkippedAlone() throws IOException {
        Path jar = new Zip()
                .with("a/Giant.class", new byte[(16 << 20) + 1])
                .withClass("", "a.Small")
                .writtenTo(folder.resolve("a.jar"));

        Artifact artifact = read(jar).get(0);

        assertThat(artifact.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.place()).hasToString(jar + "!/a/Giant.class");
            assertThat(damage.message()).isEqualTo("has more than 16777216 bytes");
        });
        assertThat(artifact.classes()).extracting(ClassFacts::name).containsExactly("a.Small");
    }

    /** Where each byte of a jar may be wrong, something is found or nothing, and nothing else happens. */
    @Test
    void whateverIsDamagedNothingIsThrown() throws IOException {
        byte[] bytes = new Zip()
                .with("META-INF/MANIFEST.MF", MULTI_RELEASE)
                .with(INDEX, "a.One\n")
                .withClass("", "a.One")
                .with("BOOT-INF/lib/b.jar", new Zip().withClass("", "b.B").bytes())
                .bytes();
        Random random = new Random(1);
        Path jar = folder.resolve("a.jar");
        int damaged = 0;

        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            Files.write(jar, changed);
            damaged +=
                    read(jar).stream().anyMatch(artifact -> !artifact.damages().isEmpty()) ? 1 : 0;
        }

        assertThat(damaged).isGreaterThan(100);
    }

    @Test
    void digestOfJarIsThatOfItsBytes() throws IOException {
        Path jar = Files.write(folder.resolve("abc.jar"), "abc".getBytes(UTF_8));

        Artifact artifact = Artifacts.read(jar, new Budget(), Detail.FACTS_AND_DIGEST, folder)
                .get(0);

        // FIPS 180-4 gives it as its example
        assertThat(artifact.sha256()).contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(read(jar).get(0).sha256()).isEmpty();
    }

    @Test
    void digestOfAFolderCoversFilesAndNames() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("one/b")).resolve("B.txt"), "b");
        Files.writeString(folder.resolve("one/a.txt"), "a");
        Files.writeString(Files.createDirectories(folder.resolve("two/b")).resolve("B.txt"), "b");
        Files.writeString(folder.resolve("two/a.txt"), "a");

        assertThat(digest("one")).isPresent().isEqualTo(digest("two"));
        Files.move(folder.resolve("two/a.txt"), folder.resolve("two/a.tyt"));
        assertThat(digest("one")).isNotEqualTo(digest("two"));
        Files.move(folder.resolve("two/a.tyt"), folder.resolve("two/a.txt"));
        Files.writeString(folder.resolve("two/a.txt"), "b");
        assertThat(digest("one")).isNotEqualTo(digest("two"));
    }

    private Optional<String> digest(String name) {
        return Artifacts.read(folder.resolve(name), new Budget(), Detail.FACTS_AND_DIGEST, folder)
                .get(0)
                .sha256();
    }

    private static List<Artifact> read(Path path) {
        return Artifacts.of(List.of(path), Detail.FACTS);
    }
}
