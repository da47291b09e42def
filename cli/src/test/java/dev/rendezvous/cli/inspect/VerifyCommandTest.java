package dev.rendezvous.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the command looks. What it finds in what the processor has made is in the integration tests. */
class VerifyCommandTest {

    private static final String ETCD = """
            com.acme.Etcd_RendezvousProvider
            #rendezvous:1 com.acme.Etcd_RendezvousProvider name=etcd aliases=e implementation=com.acme.Etcd
            """;

    private static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    @TempDir
    Path temporary;

    private Path folder;

    /** Absolute, and without symbolic links on the way, so that what is printed can be foretold. */
    @BeforeEach
    void findFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void handWrittenProviderWithARecordIsFine() throws IOException {
        Path jar = PluginJar.compiled(folder, "mini");

        assertThat(Run.of("verify", jar)).isEqualTo(new Run(0, """
                BACKENDS  FINDINGS  PATH
                1         0         %s
                """.formatted(jar), ""));
    }

    @Test
    void handWrittenRecordMustNameExistingClass() throws IOException {
        Path jar = PluginJar.compiled(folder, "mini");
        Path classes = folder.resolve("mini-classes");
        Path index = classes.resolve(INDEX);
        Files.createDirectories(index.getParent());
        Files.writeString(
                index, "mini.MiniProvider\n#rendezvous:1 mini.MiniProvider name=mini implementation=mini.Other\n");

        assertThat(Run.of("verify", classes).out())
                .contains("mini.MiniProvider is listed, but the backend mini.Other that it makes is not there");
        assertThat(Run.of("verify", jar).exitCode()).isZero();
    }

    @Test
    void gluedLinesAreNamedWithBothClasses() throws IOException {
        PluginJar.compiled(folder, "mini");
        Path classes = folder.resolve("mini-classes");
        Path index = classes.resolve(INDEX);
        Files.createDirectories(index.getParent());
        Files.writeString(index, "mini.MiniProvidermini.MiniProvider\n");

        Run run = Run.of("verify", "--json", classes);

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode finding = new ObjectMapper().readTree(run.out()).at("/findings/0");
        assertThat(finding.at("/problem").asText()).isEqualTo("lines-glued");
        assertThat(finding.at("/message").asText())
                .isEqualTo("two lines are glued: mini.MiniProvidermini.MiniProvider contains two class names,"
                        + " mini.MiniProvider and mini.MiniProvider");
    }

    @Test
    void classFolderIsVerifiedLikeAJar() throws IOException {
        PluginJar.compiled(folder, "mini");

        Run run = Run.of("verify", folder.resolve("mini-classes"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("0         0         " + folder.resolve("mini-classes") + "\n");
    }

    @Test
    void lineWithoutClassIsShownWithItsFix() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), ETCD);

        assertThat(Run.of("verify", jar)).isEqualTo(new Run(1, """
                BACKENDS  FINDINGS  PATH
                1         1         %1$s

                %1$s!/%2$s:1
                  com.acme.Etcd_RendezvousProvider is listed, but there is no such class
                  fix: do a clean build; if the class lies in another jar, verify the two together
                """.formatted(jar, INDEX), ""));
    }

    @Test
    void lineThatCannotBeUsedHasItsNumber() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), "# a comment\nno class name!\n");

        Run run = Run.of("verify", jar);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(jar + "!/" + INDEX + ":2\n  \"no class name!\" is not a class name; expected one such");
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), ETCD);

        Run run = Run.of("verify", "--json", jar);
        JsonNode tree = new ObjectMapper().readTree(run.out());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(tree.at("/paths/0").toString())
                .isEqualTo("{\"path\":\"%s\",\"backends\":1,\"findings\":1}".formatted(jar));
        assertThat(tree.at("/findings/0").toString()).isEqualTo("""
                {"problem":"provider-absent","path":"%s","line":1,"file":"%s",\
                "message":"com.acme.Etcd_RendezvousProvider is listed, but there is no such class",\
                "fix":"do a clean build; if the class lies in another jar, verify the two together"}""".formatted(jar, INDEX));
    }

    @Test
    void twoJarsWithOneProviderAreReportedOnce() throws IOException {
        Path one = PluginJar.compiled(Files.createDirectory(folder.resolve("one")), "mini");
        Path two = PluginJar.compiled(Files.createDirectory(folder.resolve("two")), "mini");

        Run run = Run.of("verify", one, two, one);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                BACKENDS  FINDINGS  PATH
                1         1         %1$s
                1         0         %2$s

                %1$s!/%3$s:1
                  mini.MiniProvider is also listed by %2$s!/%3$s:1
                  fix: leave one of the jars out
                """.formatted(one, two, INDEX));
    }

    @Test
    void nameThatIsAnAliasElsewhereIsFinding() throws IOException {
        Path mini = PluginJar.compiled(folder, "mini");
        Path rival = PluginJar.withIndexOnly(
                folder.resolve("rival.jar"),
                "org.rival.Tiny\n#rendezvous:1 org.rival.Tiny name=tiny implementation=org.rival.Tiny\n");

        Run run = Run.of("verify", mini, rival);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("  the name \"tiny\" is claimed by mini.MiniProvider, and also by org.rival.Tiny (" + rival
                        + "!/" + INDEX + ":1)\n  fix: give one of them another name");
    }

    @Test
    void fileThatIsNotJarHidesNoOther() throws IOException {
        Path mini = PluginJar.compiled(folder, "mini");
        Path noJar = Files.writeString(folder.resolve("a.jar"), "no jar");

        Run run = Run.of("verify", folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("1         0         " + mini + "\n", "0         1         " + noJar + "\n")
                .contains("\n" + noJar + "\n  it cannot be read: ");
    }

    @Test
    void classFileThatIsDamagedCostsOnlyItself() throws IOException {
        PluginJar.compiled(folder, "mini");
        Path classes = folder.resolve("mini-classes");
        Files.writeString(classes.resolve("mini/Broken.class"), "no class file");

        Run run = Run.of("verify", classes);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(classes + "/mini/Broken.class\n  it does not begin as class files do\n")
                .contains("0         1         " + classes);
    }

    /** No JVM loads a class file of such a version, so a command that reads it has not loaded it. */
    @Test
    void noClassIsLoaded() throws IOException {
        PluginJar.compiled(folder, "mini");
        Path classes = folder.resolve("mini-classes");
        Path provider = classes.resolve("mini/MiniProvider.class");
        byte[] bytes = Files.readAllBytes(provider);
        bytes[6] = (byte) 0xff;
        Files.write(provider, bytes);
        Path index = classes.resolve(INDEX);
        Files.createDirectories(index.getParent());
        Files.writeString(index, "mini.MiniProvider\n");

        assertThat(Run.of("verify", classes).exitCode()).isZero();
        bytes[0] = 0;
        Files.write(provider, bytes);
        assertThat(Run.of("verify", classes).exitCode()).isEqualTo(1);
    }

    @Test
    void missingOrEmptyPathIsWrongUsage() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(Run.of("verify", folder.resolve("absent")).exitCode()).isEqualTo(2);
        assertThat(Run.of("verify", folder.resolve("absent")).err())
                .startsWith("rdzv: " + folder.resolve("absent") + " does not exist\n");
        assertThat(Run.of("verify", empty)).isEqualTo(new Run(2, "", """
                rdzv: the folder %s holds no jar and no class file
                Try 'rdzv verify --help'.
                """.formatted(empty)));
        assertThat(Run.of("verify").exitCode()).isEqualTo(2);
    }
}
