package dev.rendezvous.integration.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the arrows of the design with the compiled code of all modules and with the source tree. */
class ArchitectureIT {

    /** Depends on the libraries that it measures. */
    private static final String BENCHMARKS = "benchmarks";

    /** What each part of the product may see besides itself and the JDK. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("dev.rendezvous.testkit..", List.of("org.junit..")),
            Map.entry("dev.rendezvous.annotations", List.of()),
            Map.entry("dev.rendezvous.index..", List.of()),
            Map.entry(
                    "dev.rendezvous.processor..",
                    List.of(
                            "dev.rendezvous.index..",
                            "com.palantir.javapoet",
                            "com.google.auto.service",
                            "com.sun.source.tree",
                            "com.sun.source.util")),
            Map.entry("dev.rendezvous", List.of("dev.rendezvous.index..")),
            Map.entry("dev.rendezvous.spi", List.of("dev.rendezvous", "dev.rendezvous.index..")),
            Map.entry(
                    "dev.rendezvous.registry..",
                    List.of("dev.rendezvous", "dev.rendezvous.spi", "dev.rendezvous.index..", "jdk.jfr")),
            Map.entry("dev.rendezvous.tcpstore..", List.of("dev.rendezvous")),
            Map.entry(
                    "dev.rendezvous.engine..",
                    List.of("dev.rendezvous", "dev.rendezvous.spi", "dev.rendezvous.annotations")),
            Map.entry(
                    "dev.rendezvous.engine.tck..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.engine",
                            "dev.rendezvous.engine.spi",
                            "dev.rendezvous.registry",
                            "dev.rendezvous.tck",
                            "org.junit..",
                            "org.assertj..")),
            Map.entry(
                    "dev.rendezvous.fixed..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.annotations",
                            "dev.rendezvous.tcpstore",
                            "dev.rendezvous.tcpstore.client",
                            "dev.rendezvous.tcpstore.server")),
            Map.entry(
                    "dev.rendezvous.c10d..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.annotations",
                            "dev.rendezvous.tcpstore",
                            "dev.rendezvous.tcpstore.client",
                            "dev.rendezvous.tcpstore.server")),
            Map.entry(
                    "dev.rendezvous.tcp..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.annotations",
                            "dev.rendezvous.engine",
                            "dev.rendezvous.engine.spi",
                            "dev.rendezvous.tcpstore",
                            "dev.rendezvous.tcpstore.client",
                            "dev.rendezvous.tcpstore.server",
                            "dev.rendezvous.tcpstore.space")),
            Map.entry("dev.rendezvous.worker", List.of("dev.rendezvous", "dev.rendezvous.tcpstore.client")),
            Map.entry(
                    "dev.rendezvous.launcher..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.registry",
                            "dev.rendezvous.index..",
                            "dev.rendezvous.engine",
                            "dev.rendezvous.engine.spi",
                            "dev.rendezvous.tcpstore.server",
                            "com.fasterxml.jackson.core",
                            "jdk.jfr")),
            Map.entry(
                    "dev.rendezvous.etcd..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.annotations",
                            "dev.rendezvous.engine",
                            "dev.rendezvous.engine.spi",
                            "com.fasterxml.jackson.core")),
            Map.entry(
                    "dev.rendezvous.zookeeper..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.annotations",
                            "dev.rendezvous.engine",
                            "dev.rendezvous.engine.spi",
                            "org.apache.zookeeper..")),
            Map.entry(
                    "dev.rendezvous.postgresql",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.annotations",
                            "dev.rendezvous.engine",
                            "dev.rendezvous.engine.spi",
                            "org.postgresql..")),
            Map.entry(
                    "dev.rendezvous.boost",
                    List.of(
                            "dev.rendezvous",
                            "ml.dmlc.xgboost4j.java",
                            "io.github.metarank.lightgbm4j",
                            "com.microsoft.ml.lightgbm")),
            Map.entry(
                    "dev.rendezvous.cli..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.registry",
                            "dev.rendezvous.launcher..",
                            "dev.rendezvous.index..",
                            "dev.rendezvous.tcpstore",
                            "dev.rendezvous.tcpstore.client",
                            "dev.rendezvous.tcpstore.server",
                            "picocli..",
                            "org.objectweb.asm..",
                            "com.fasterxml.jackson..")),
            Map.entry(
                    "dev.rendezvous.tck..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.registry",
                            "dev.rendezvous.index..",
                            "org.junit..",
                            "org.assertj..")),
            Map.entry(
                    "com.acme.rendezvous..",
                    List.of("dev.rendezvous", "dev.rendezvous.spi", "dev.rendezvous.annotations")),
            Map.entry(
                    "com.acme.jobs",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.worker",
                            "dev.rendezvous.boost",
                            "ml.dmlc.xgboost4j.java",
                            "io.github.metarank.lightgbm4j",
                            "org.jgroups..")));

    private static final SourceTree TREE = SourceTree.ofTheBuild();
    private static final List<String> MODULES = new ArrayList<>();
    private static JavaClasses product = new ClassFileImporter().importPaths(List.of());

    @BeforeAll
    static void readClassFiles() throws Exception {
        MODULES.addAll(TREE.modules());
        MODULES.remove(BENCHMARKS);
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPaths(MODULES.stream().map(ArchitectureIT::classesOf).toList());
    }

    @Test
    void everyModuleIsCompiled() {
        assertThat(MODULES)
                .hasSizeGreaterThan(5)
                .allSatisfy(module -> assertThat(classesOf(module)).isDirectory());
    }

    @Test
    void everyPackageHasItsArrows() {
        assertThat(product)
                .allSatisfy(type -> assertThat(ARROWS.keySet())
                        .as(type.getName())
                        .anyMatch(part ->
                                JavaClass.Predicates.resideInAPackage(part).test(type)));
    }

    @Test
    void packagesSeeOnlyWhatTheDesignAllows() {
        ARROWS.forEach((part, allowed) -> noClasses()
                .that(belongTo(part))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(visible(part, allowed))))
                .check(product));
    }

    /** A part may lie below another, which then does not include it. */
    private static DescribedPredicate<JavaClass> belongTo(String part) {
        String[] parts = ARROWS.keySet().stream()
                .filter(other ->
                        part.endsWith("..") && !other.equals(part) && other.startsWith(part.replace("..", ".")))
                .toArray(String[]::new);
        return JavaClass.Predicates.resideInAPackage(part)
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(parts)));
    }

    private static String[] visible(String part, List<String> allowed) {
        return Stream.concat(Stream.of(part, "java..", "javax..", "org.jspecify.annotations"), allowed.stream())
                .toArray(String[]::new);
    }

    /** Every other part of the command gets a backend by its name. */
    @Test
    void onlyTheStoreCommandsSeeTheTcpStore() {
        noClasses()
                .that()
                .resideInAPackage("dev.rendezvous.cli..")
                .and()
                .resideOutsideOfPackage("dev.rendezvous.cli.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.rendezvous.tcpstore..")
                .check(product);
    }

    /**
     * The processor has one warning that Maven must not hide. The jar of the backend postgresql prints a script when it is run. A node of
     * the contract of groups is a process. Examples are programs.
     */
    @Test
    void onlyTheCommandPrintsToTheStandardStreams() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(product.that(DescribedPredicate.not(
                        JavaClass.Predicates.resideInAnyPackage("dev.rendezvous.cli..", "com.acme.jobs")))
                .that(DescribedPredicate.not(HasName.Predicates.name("dev.rendezvous.processor.report.FindingPrinter")))
                .that(DescribedPredicate.not(HasName.Predicates.name("dev.rendezvous.postgresql.SchemaScript")))
                .that(DescribedPredicate.not(HasName.Predicates.name("dev.rendezvous.engine.tck.group.NodeMain"))));
    }

    /** The first concatenation at run time loads seventy classes; a compiler option of the build prevents it. */
    @Test
    void noConcatenationIsLinkedAtRunTime() throws Exception {
        for (String module : List.of("index", "runtime", "processor")) {
            try (Stream<Path> files = Files.walk(classesOf(module))) {
                assertThat(files.filter(file -> file.toString().endsWith(".class")))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                                .doesNotContain("makeConcatWithConstants"));
            }
        }
    }

    @Test
    void everyPackageIsNullMarkedAndDocumented() throws Exception {
        List<Path> folders = TREE.parseAll(TREE.modules()).stream()
                .filter(SourceFile::isType)
                .map(file -> TREE.root().resolve(file.path()).getParent())
                .distinct()
                .toList();

        assertThat(folders)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .startsWith("/**")
                        .contains("@NullMarked"));
    }

    private static Path classesOf(String module) {
        return TREE.root().resolve(module).resolve("target/classes");
    }
}
