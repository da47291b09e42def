package dev.rendezvous.integration;

import static dev.rendezvous.integration.Observations.assertBoth;
import static dev.rendezvous.integration.Observations.assertBothWithNoClassLoaded;
import static dev.rendezvous.integration.Observations.assertNothing;
import static dev.rendezvous.integration.Observations.assertOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rendezvous.integration.PackedApplication.Observation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packs an application and two backends of two authors into one artifact, with each tool, and runs that. What comes out is
 * the table of docs/tool-matrix.md, in the order of the tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ToolMatrixIT {

    private static final int ROWS = 15;
    private static final String JDK = "of the JDK";

    @TempDir
    static Path dir;

    private final Path root = Author.requiredFile("rendezvous.root");
    private final Path project = root.resolve("integration-tests/src/test/resources/tool-matrix");
    private final Path page = root.resolve("docs/tool-matrix.md");
    private final ToolTable table = new ToolTable();
    private Path one;
    private Path two;
    private Path application;
    private ToolReactor reactor;
    private Shrinkers shrinkers;

    @BeforeAll
    void buildAndPack() throws Exception {
        one = Author.buildJar(dir, "one", Map.of("com/one/One.java", Author.handler("com.one", "One", "one")));
        two = Author.buildJar(dir, "two", Map.of("com/two/Two.java", Author.handler("com.two", "Two", "two")));
        String main = Files.readString(project.resolve("app/com/app/Main.java"));
        application = Author.buildJar(dir, "application", Map.of("com/app/Main.java", main));
        reactor = ToolReactor.of(
                dir.resolve("reactor"),
                project,
                Map.of(
                        "index", Author.indexJar(),
                        "runtime", Author.runtimeJar(),
                        "one", one,
                        "two", two,
                        "app", application));
        reactor.package_();
        shrinkers = new Shrinkers(reactor, dir);
    }

    @Test
    @Order(1)
    void adjacentJarsAreFoundWithoutLoadingAClass() throws Exception {
        Observation found =
                PackedApplication.runOnClassPath(dir, application, one, two, Author.runtimeJar(), Author.indexJar());

        assertBothWithNoClassLoaded(found);
        table.add("none", JDK, "the jars on the class path", found, "nothing");
    }

    @Test
    @Order(2)
    void shadeWithoutATransformerKeepsTheFirstIndex() throws Exception {
        Observation found = run("shade/target/shade-1-plain.jar");

        assertOnly("one", found);
        assertThat(CommandRun.of("verify", reactor.file("shade/target/shade-1-plain.jar"))
                        .output())
                .contains(
                        "com.two.Two carries @RendezvousBackend(\"two\"), but its provider"
                                + " com.two.Two_RendezvousProvider is not listed\n  fix: let the tool that packs the jar merge");
        shade("jar", found, "not enough: the `ServicesResourceTransformer` is missing");
    }

    @Test
    @Order(3)
    void shadeWithItsServicesTransformerLosesNothing() throws Exception {
        Observation found = run("shade/target/shade-1-merged.jar");

        assertBothWithNoClassLoaded(found);
        shade("jar, services transformer", found, "`ServicesResourceTransformer`");
    }

    @Test
    @Order(4)
    void shadeThatRelocatesCostsLoadingTheProvider() throws Exception {
        Observation found = run("shade/target/shade-1-relocated-backend.jar");

        assertBoth(found);
        assertThat(found.loadedToList()).containsExactly("shaded.com.one.One_RendezvousProvider");
        assertThat(found.loadedToCreate()).contains("shaded.com.one.One");
        assertThat(CommandRun.of("verify", reactor.file("shade/target/shade-1-relocated-backend.jar"))
                        .output())
                .contains("  the record is about com.one.One_RendezvousProvider, which is not listed\n")
                .contains("  fix: add the line: #rendezvous:1 shaded.com.one.One_RendezvousProvider name=one"
                        + " implementation=shaded.com.one.One\n");
        shade("package `com.one` relocated", found, "`ServicesResourceTransformer`");
    }

    @Test
    @Order(5)
    void shadeThatRelocatesTheRuntimeLosesNothing() throws Exception {
        Observation found = run("shade/target/shade-1-relocated-api.jar");

        assertBothWithNoClassLoaded(found);
        assertThat(Author.contents(reactor.file("shade/target/shade-1-relocated-api.jar")))
                .containsKey("META-INF/services/shaded.dev.rendezvous.spi.RendezvousBackendProvider")
                .doesNotContainKey(Author.INDEX);
        shade("package `dev.rendezvous` relocated", found, "`ServicesResourceTransformer`");
    }

    @Test
    @Order(6)
    void assemblyKeepsTheFirstIndexOnly() throws Exception {
        Observation found = run("assembly/target/assembly-1-jar-with-dependencies.jar");

        assertOnly("one", found);
        assembly("`jar-with-dependencies`", found, "not enough: a descriptor of your own is needed");
    }

    @Test
    @Order(7)
    void assemblyWithTheServicesHandlerLosesNothing() throws Exception {
        Observation found = run("assembly/target/assembly-1-merged.jar");

        assertBothWithNoClassLoaded(found);
        assembly("the same with a handler", found, "`<handlerName>metaInf-services</handlerName>`");
    }

    @Test
    @Order(8)
    void springBootJarsAreFoundWithoutLoadingClass() throws Exception {
        String jar = reactor.file("spring-boot/target/spring-boot-1-nested.jar").toString();
        Observation found = PackedApplication.run(dir, PackedApplication.currentJava(), Map.of(), "-jar", jar);

        assertBothWithNoClassLoaded(found);
        assertThat(CommandRun.of("verify", jar)).isEqualTo(new CommandRun(0, """
                        BACKENDS  FINDINGS  PATH
                        0         0         %1$s
                        1         0         %1$s!/BOOT-INF/lib/one-1.jar
                        1         0         %1$s!/BOOT-INF/lib/two-1.jar
                        """.formatted(jar)));
        String how = "nothing; discover the loader of an application class, not the system's";
        table.add("spring-boot-maven-plugin", reactor.version("spring-boot"), "`repackage`", found, how);
    }

    @Test
    @Order(9)
    void jlinkModulesAreFoundWithoutLoadingAClass() throws Exception {
        Path image = JlinkImage.in(dir, Files.readString(project.resolve("app/com/app/Main.java")));
        Observation found = PackedApplication.run(
                dir, image.resolve("bin/java"), Map.of(), "--module", "com.app/" + PackedApplication.MAIN);

        assertBothWithNoClassLoaded(found);
        String how = "`provides … with …_RendezvousProvider` in each module, `--add-modules` for each";
        table.add("jlink", JDK, "named modules in an image", found, how);
    }

    @Test
    @Order(10)
    void proGuardWithoutRulesRemovesTheBackends() throws Exception {
        Observation found = shrinkers.proGuard(Shrinkers.NO_RULES, "application.pro", "annotations.pro");

        assertNothing(found);
        proGuard("without the rules in the jars", found, "not enough: nothing refers to a provider");
    }

    @Test
    @Order(11)
    void proGuardWithRulesRenamesTheRecords() throws Exception {
        Observation found = shrinkers.proGuard(Shrinkers.ALL_RULES, "application.pro");

        assertBothWithNoClassLoaded(found);
        proGuard("shrunk and renamed", found, "the [rules in the jars](#proguard-and-r8), given to it");
    }

    @Test
    @Order(12)
    void r8WithoutRulesRemovesTheBackends() throws Exception {
        Observation found = shrinkers.r8(Shrinkers.NO_RULES, "application.pro", "annotations.pro");

        assertNothing(found);
        r8("the rules taken out of the jars", found, "not enough: nothing refers to a provider");
    }

    @Test
    @Order(13)
    void r8KeepsProvidersAndDropsTheRecords() throws Exception {
        Observation found = shrinkers.r8(Shrinkers.ALL_RULES, "application.pro");

        assertBoth(found);
        assertThat(found.loadedToList())
                .containsExactlyInAnyOrder("com.one.One_RendezvousProvider", "com.two.Two_RendezvousProvider");
        assertThat(found.loadedToCreate()).contains("com.one.One", "com.two.Two");
        r8("shrunk and renamed", found, "nothing");
    }

    @Test
    void rulesOfTheRuntimeAloneAreEnough() throws Exception {
        assertBothWithNoClassLoaded(shrinkers.proGuard(Shrinkers.RULES_OF_THE_RUNTIME, "application.pro"));
        assertBoth(shrinkers.r8(Shrinkers.RULES_OF_THE_RUNTIME, "application.pro"));
    }

    @Test
    void rulesOfTheBackendsAloneAreEnough() throws Exception {
        Predicate<String> ofTheBackends = Shrinkers.RULES_OF_THE_RUNTIME.negate();

        assertBothWithNoClassLoaded(shrinkers.proGuard(ofTheBackends, "application.pro", "annotations.pro"));
        assertBoth(shrinkers.r8(ofTheBackends, "application.pro", "annotations.pro"));
    }

    @Test
    @Order(14)
    void bndWithoutADirectiveKeepsTheLastIndex() throws Exception {
        Observation found = bnd("plain");

        assertOnly("two", found);
        table.add(
                "bnd",
                reactor.version("bnd"),
                "`-includeresource` of jars",
                found,
                "not enough: the directive is missing");
    }

    @Test
    @Order(15)
    void bndThatMergesMakesCapabilitiesOfProviders() throws Exception {
        Observation found = bnd("merged");

        assertBothWithNoClassLoaded(found);
        assertThat(BundleManifest.serviceProviders(bundle("merged")))
                .containsExactly("com.one.One_RendezvousProvider", "com.two.Two_RendezvousProvider");
        String how = "`onduplicate:=MERGE` and `-metainf-services: auto`";
        table.add("bnd", reactor.version("bnd"), "the same, merged", found, how);
    }

    /** The tool that GraalVM has for such files; it refuses what it does not know. No image is built here. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "the class files of GraalVM's tool are of Java 21")
    void graalVmReadsTheMetadataOfTheJars() throws Exception {
        List<JsonNode> told = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("generate"));
        for (Path jar : List.of(one, two, Author.runtimeJar())) {
            Path folder = Files.createTempDirectory(dir, "native-image");
            Files.write(folder.resolve("reachability-metadata.json"), NativeImageMetadata.bytes(jar));
            told.add(NativeImageMetadata.of(jar));
            arguments.add("--input-dir=" + folder);
        }
        arguments.add("--output-dir=" + dir.resolve("read"));
        reactor.runTool("com.oracle.svm.configure.ConfigurationTool", arguments.toArray(String[]::new));

        List<JsonNode> read = List.of(NativeImageMetadata.read(
                Files.readAllBytes(dir.resolve("read").resolve("reachability-metadata.json"))));
        assertThat(NativeImageMetadata.entries("reflection", read))
                .isEqualTo(NativeImageMetadata.entries("reflection", told))
                .hasSize(2);
        assertThat(NativeImageMetadata.entries("resources", read))
                .isEqualTo(NativeImageMetadata.entries("resources", told))
                .hasSize(1);
    }

    @Test
    @Order(100)
    void tableOfThePageMatchesTheTools() throws Exception {
        assertThat(table.size()).as("rows; run the whole class").isEqualTo(ROWS);
        Files.writeString(root.resolve("integration-tests/target/tool-matrix.md"), table.rendered());
        assertThat(ToolTable.part(page, "rows")).isEqualTo(table.rendered());
    }

    @Test
    void pageShowsTheRulesOfTheRuntime() throws Exception {
        byte[] rules = Objects.requireNonNull(
                Author.contents(Author.runtimeJar()).get("META-INF/proguard/dev.rendezvous.runtime.pro"));

        assertThat(ToolTable.part(page, "rules")).isEqualTo("```\n" + new String(rules, UTF_8) + "```\n");
    }

    private Observation run(String jar) throws Exception {
        return PackedApplication.runOnClassPath(dir, reactor.file(jar));
    }

    private void shade(String done, Observation found, String configure) throws Exception {
        table.add("maven-shade-plugin", reactor.version("shade"), done, found, configure);
    }

    private void assembly(String done, Observation found, String configure) throws Exception {
        table.add("maven-assembly-plugin", reactor.version("assembly"), done, found, configure);
    }

    private void proGuard(String done, Observation found, String configure) throws Exception {
        table.add("ProGuard", reactor.version("proguard"), done, found, configure);
    }

    private void r8(String done, Observation found, String configure) throws Exception {
        table.add("R8, `--classfile`", reactor.version("r8"), done, found, configure);
    }

    private Observation bnd(String name) throws Exception {
        reactor.runTool("aQute.bnd.main.bnd", "bnd", name + ".bnd");
        return PackedApplication.runOnClassPath(dir, bundle(name));
    }

    private Path bundle(String name) {
        return reactor.file("tools/com.app." + name + "-1.0.0.jar");
    }
}
