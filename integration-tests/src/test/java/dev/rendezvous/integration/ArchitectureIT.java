package dev.rendezvous.integration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of the design, held against the compiled code of all modules and the source tree. */
class ArchitectureIT {

    /** Who may see whom; the third-party packages that a module may use stand beside ours. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            "dev.rendezvous.annotations..", List.of(),
            "dev.rendezvous.index..", List.of(),
            "dev.rendezvous.processor..",
                    List.of(
                            "dev.rendezvous.index..",
                            "com.palantir.javapoet..",
                            "com.google.auto.service..",
                            "com.sun.source.util"),
            "dev.rendezvous.engine..", List.of("dev.rendezvous", "dev.rendezvous.spi"),
            "dev.rendezvous.tcpstore..", List.of("dev.rendezvous"),
            "dev.rendezvous.fixed..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.annotations",
                            "dev.rendezvous.tcpstore",
                            "dev.rendezvous.tcpstore.client",
                            "dev.rendezvous.tcpstore.server"),
            "dev.rendezvous.cli..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.registry",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.index..",
                            "dev.rendezvous.tcpstore",
                            "dev.rendezvous.tcpstore.client",
                            "dev.rendezvous.tcpstore.server",
                            "picocli..",
                            "org.objectweb.asm..",
                            "com.fasterxml.jackson.."),
            "dev.rendezvous.tck..",
                    List.of(
                            "dev.rendezvous",
                            "dev.rendezvous.spi",
                            "dev.rendezvous.index..",
                            "org.junit..",
                            "org.assertj.."));

    private static final List<String> RUNTIME = List.of("dev.rendezvous", "dev.rendezvous.spi");

    private final Path root = Author.requiredFile("rendezvous.root");
    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(moduleFolders("target/classes"));

    /** The first one that a process runs loads seventy classes; javac's switch that prevents it could go without a word. */
    @Test
    void noConcatenationIsPutTogetherAtRunTime() throws IOException {
        for (String module : List.of("index", "runtime", "processor")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("target/classes"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".class")))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                                .doesNotContain("makeConcatWithConstants"));
            }
        }
    }

    @Test
    void everyModuleWasImported() {
        TreeSet<String> packages = new TreeSet<>();
        product.forEach(type -> packages.add(type.getPackageName()));

        assertThat(packages)
                .contains("dev.rendezvous", "dev.rendezvous.annotations", "dev.rendezvous.cli", "dev.rendezvous.index")
                .contains("dev.rendezvous.engine", "dev.rendezvous.engine.spi")
                .contains(
                        "dev.rendezvous.processor",
                        "dev.rendezvous.spi",
                        "dev.rendezvous.tck",
                        "dev.rendezvous.tcpstore",
                        "dev.rendezvous.fixed")
                .anyMatch(name -> name.startsWith("com.acme."));
    }

    @Test
    void noArrowIsThereThatTheDesignDoesNotHave() {
        ARROWS.forEach((module, allowed) -> assertSeesOnly(module, allowed));
        for (String runtime : RUNTIME) {
            assertSeesOnly(
                    runtime, List.of("dev.rendezvous", "dev.rendezvous.spi", "dev.rendezvous.index..", "jdk.jfr"));
        }
        assertSeesOnly("com.acme..", List.of("dev.rendezvous", "dev.rendezvous.spi", "dev.rendezvous.annotations"));
    }

    private void assertSeesOnly(String module, List<String> allowed) {
        String[] visible = Stream.concat(
                        Stream.of(module, "java..", "javax..", "org.jspecify.annotations"), allowed.stream())
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(visible)))
                .check(product);
    }

    /** A backend is made by its name; what looks into a running store has to know it. */
    @Test
    void ofTheCommandOnlyThePartForStoresKnowsABackend() {
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

    @Test
    void noCycleRunsThroughTheModules() {
        slices().assignedFrom(new Modules()).should().beFreeOfCycles().check(product);
    }

    /** The root package of the runtime and its spi name each other by design, and so are one slice. */
    private static final class Modules implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            if (RUNTIME.contains(name)) {
                return SliceIdentifier.of("runtime");
            }
            return name.startsWith("dev.rendezvous.")
                    ? SliceIdentifier.of(name.split("\\.", -1)[2])
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the modules";
        }
    }

    @Test
    void onlyTheCommandPrintsToTheStandardStreams() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                product.that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.rendezvous.cli.."))));
    }

    @Test
    void everyPackageIsNullMarkedAndDocumented() throws IOException {
        for (Path sources : moduleFolders("src/main/java")) {
            for (Path folder : packagesBelow(sources)) {
                Path info = folder.resolve("package-info.java");
                assertThat(info).exists();
                assertThat(Files.readString(info)).startsWith("/**").contains("@NullMarked");
            }
        }
    }

    private static List<Path> packagesBelow(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getFileName().toString().equals("module-info.java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    private List<Path> moduleFolders(String below) {
        return Stream.of(
                        "annotations",
                        "index",
                        "processor",
                        "runtime",
                        "tck",
                        "engine",
                        "sample-backend",
                        "tcpstore",
                        "backends/static",
                        "cli")
                .map(module -> root.resolve(module).resolve(below))
                .toList();
    }
}
