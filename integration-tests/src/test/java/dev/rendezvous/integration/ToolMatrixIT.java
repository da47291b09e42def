package dev.rendezvous.integration;

import static dev.rendezvous.integration.Observations.assertBoth;
import static dev.rendezvous.integration.Observations.assertBothWithNoClassLoaded;
import static dev.rendezvous.integration.Observations.assertNothing;
import static dev.rendezvous.integration.Observations.assertOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.integration.PackedApplication.Observation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
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
    }

    @Test
    @Order(1)
    void jarsBesideEachOtherAreFoundWithoutLoadingAClass() throws Exception {
        Observation found =
                PackedApplication.runOnClassPath(dir, application, one, two, Author.runtimeJar(), Author.indexJar());

        assertBothWithNoClassLoaded(found);
        table.add("none", JDK, "the jars on the class path", found, "nothing");
    }

    @Test
    @Order(2)
    void shadeWithoutATransformerKeepsTheIndexOfTheFirstJarOnly() throws Exception {
        Observation found = run("shade/target/shade-1-plain.jar");

        assertOnly("one", found);
        assertThat(CommandRun.of("verify", reactor.file("shade/target/shade-1-plain.jar"))
                        .output())
                .contains("com.two.Two carries @RendezvousBackend(\"two\"), but its provider"
                        + " com.two.Two_RendezvousProvider is not listed\n  mend: let what packs the jar merge");
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
    void shadeThatRelocatesABackendCostsLoadingItsProviderAndNothingElse() throws Exception {
        Observation found = run("shade/target/shade-1-relocated-backend.jar");

        assertBoth(found);
        assertThat(found.loadedToList()).containsExactly("shaded.com.one.One_RendezvousProvider");
        assertThat(found.loadedToCreate()).contains("shaded.com.one.One");
        assertThat(CommandRun.of("verify", reactor.file("shade/target/shade-1-relocated-backend.jar"))
                        .output())
                .contains("  the record speaks of com.one.One_RendezvousProvider, which is not listed\n")
                .contains("  mend: add the line: #rendezvous:1 shaded.com.one.One_RendezvousProvider name=one"
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
    void theAssemblyJarWithDependenciesKeepsTheIndexOfTheFirstJarOnly() throws Exception {
        Observation found = run("assembly/target/assembly-1-jar-with-dependencies.jar");

        assertOnly("one", found);
        assembly("`jar-with-dependencies`", found, "not enough: a descriptor of your own is needed");
    }

    @Test
    @Order(7)
    void anAssemblyWithTheServicesHandlerLosesNothing() throws Exception {
        Observation found = run("assembly/target/assembly-1-merged.jar");

        assertBothWithNoClassLoaded(found);
        assembly("the same with a handler", found, "`<handlerName>metaInf-services</handlerName>`");
    }

    @Test
    @Order(8)
    void theNestedJarsOfSpringBootAreFoundWithoutLoadingAClass() throws Exception {
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
    void theModulesOfAnImageOfJlinkAreFoundWithoutLoadingAClass() throws Exception {
        Path image = JlinkImage.in(dir, Files.readString(project.resolve("app/com/app/Main.java")));
        Observation found = PackedApplication.run(
                dir, image.resolve("bin/java"), Map.of(), "--module", "com.app/" + PackedApplication.MAIN);

        assertBothWithNoClassLoaded(found);
        assertThat(CommandRun.of("verify", image)).isEqualTo(new CommandRun(0, """
                        BACKENDS  FINDINGS  PATH
                        1         0         %1$s/lib/modules!/com.one
                        1         0         %1$s/lib/modules!/com.two
                        """.formatted(image)));
        String how = "`provides … with …_RendezvousProvider` in each module, `--add-modules` for each";
        table.add("jlink", JDK, "named modules in an image", found, how);
    }

    @Test
    @Order(10)
    void proGuardWithoutRulesRemovesTheBackends() throws Exception {
        assertNothing(proGuard("without rules", "not enough: nothing refers to a provider", "application.pro"));
    }

    @Test
    @Order(11)
    void proGuardWithTheRulesRenamesTheRecordsToo() throws Exception {
        assertBothWithNoClassLoaded(
                proGuard("shrunk and renamed", "the [three rules](#proguard-and-r8)", "application.pro", "keep.pro"));
    }

    @Test
    @Order(12)
    void r8WithoutRulesRemovesTheBackends() throws Exception {
        assertNothing(r8("without rules", "not enough: nothing refers to a provider", "application.pro"));
    }

    @Test
    @Order(13)
    void r8WithTheRulesDropsTheRecordsAndCostsLoadingTheProviders() throws Exception {
        Observation found =
                r8("shrunk and renamed", "the [three rules](#proguard-and-r8)", "application.pro", "keep.pro");

        assertBoth(found);
        assertThat(found.loadedToList())
                .containsExactlyInAnyOrder("com.one.One_RendezvousProvider", "com.two.Two_RendezvousProvider");
        assertThat(found.loadedToCreate()).contains("com.one.One", "com.two.Two");
    }

    @Test
    @Order(14)
    void bndWithoutADirectiveKeepsTheIndexOfTheLastJarOnly() throws Exception {
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
    void bndThatMergesLosesNothingAndMakesACapabilityOfEachProvider() throws Exception {
        Observation found = bnd("merged");

        assertBothWithNoClassLoaded(found);
        assertThat(BundleManifest.serviceProviders(bundle("merged")))
                .containsExactly("com.one.One_RendezvousProvider", "com.two.Two_RendezvousProvider");
        String how = "`onduplicate:=MERGE` and `-metainf-services: auto`";
        table.add("bnd", reactor.version("bnd"), "the same, merged", found, how);
    }

    @Test
    @Order(100)
    void theTableOfThePageIsWhatTheToolsDid() throws Exception {
        assertThat(table.size()).as("rows; run the whole class").isEqualTo(ROWS);
        Files.writeString(root.resolve("integration-tests/target/tool-matrix.md"), table.rendered());
        assertThat(ToolTable.part(page, "rows")).isEqualTo(table.rendered());
    }

    @Test
    void thePageShowsTheRulesThatTheShrinkersGot() throws Exception {
        String rules = Files.readString(project.resolve("tools/keep.pro"));

        assertThat(ToolTable.part(page, "rules")).isEqualTo("```\n" + rules + "```\n");
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

    private Observation proGuard(String done, String configure, String... rules) throws Exception {
        Observation found = new Shrinkers(reactor, dir).proGuard(rules);
        table.add("ProGuard", reactor.version("proguard"), done, found, configure);
        return found;
    }

    private Observation r8(String done, String configure, String... rules) throws Exception {
        Observation found = new Shrinkers(reactor, dir).r8(rules);
        table.add("R8, `--classfile`", reactor.version("r8"), done, found, configure);
        return found;
    }

    private Observation bnd(String name) throws Exception {
        reactor.runTool("aQute.bnd.main.bnd", "bnd", name + ".bnd");
        return PackedApplication.runOnClassPath(dir, bundle(name));
    }

    private Path bundle(String name) {
        return reactor.file("tools/com.app." + name + "-1.0.0.jar");
    }
}
