package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else is on a processor path, or is missing there. */
class ProcessorPathTest {

    private static final String OURS = ForkedJavac.path(ForkedJavac.PROCESSOR, ForkedJavac.INDEX, ForkedJavac.JAVAPOET);
    private static final String[] STRICT = {"-Xlint:all,-options,-path", "-Werror"};

    @TempDir
    Path directory;

    private ForkedJavac javac;
    private Workspace workspace;

    @BeforeEach
    void writeBackends() {
        javac = new ForkedJavac(directory);
        workspace = new Workspace(directory.resolve("workspace"));
        GoodBackends.copyTo(workspace);
    }

    @Test
    void onlyProcessorGivesNoWarning() throws Exception {
        assertClean(javac.compile(workspace.allSources(), strict("-processorpath", OURS)));
    }

    @Test
    void nothingIsWarnedOfBehindAnotherProcessor() throws Exception {
        assertClean(javac.compile(
                workspace.allSources(),
                strict("-Asilent=yes", "-processorpath", other("*") + File.pathSeparator + OURS)));
    }

    @Test
    void optionSetAloneGivesNoWarning() throws Exception {
        Path set = workspace.sources().resolve("com/acme/SharedOptions.java");

        assertClean(javac.compile(List.of(set), strict("-processorpath", OURS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "dev.rendezvous.annotations.RendezvousBackend", "dev.rendezvous.spi.RegisteredBackend"})
    void processorBehindOursIsCalled(String annotations) throws Exception {
        ForkedJavac.Outcome outcome =
                javac.compile(workspace.allSources(), "-processorpath", OURS + File.pathSeparator + other(annotations));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("OTHER-CALLED");
    }

    @Test
    void partsThatAreMissingAreNamed() throws Exception {
        ForkedJavac.Outcome outcome =
                javac.compile(workspace.allSources(), "-processorpath", ForkedJavac.PROCESSOR.toString());

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output())
                .contains("RDZ043: the processor path is incomplete or mixes versions")
                .contains("it lacks rendezvous-index and javapoet")
                .doesNotContain("please report");
    }

    @Test
    void onePartThatIsMissingIsNamed() throws Exception {
        ForkedJavac.Outcome outcome = javac.compile(
                workspace.allSources(), "-processorpath", ForkedJavac.path(ForkedJavac.PROCESSOR, ForkedJavac.INDEX));

        assertThat(outcome.output()).contains("it lacks javapoet (").doesNotContain("please report");
    }

    private static void assertClean(ForkedJavac.Outcome outcome) {
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    private static String[] strict(String... options) {
        return Stream.concat(Arrays.stream(STRICT), Arrays.stream(options)).toArray(String[]::new);
    }

    /** {@return a folder with a processor that supports these annotations, claims none, and says once that it was called} */
    private String other(String annotations) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("other/META-INF/services"));
        Files.writeString(folder.resolve("javax.annotation.processing.Processor"), "Other\n");
        Path source = Files.writeString(directory.resolve("Other.java"), """
                import java.util.Set;
                import javax.annotation.processing.*;
                import javax.lang.model.SourceVersion;
                import javax.lang.model.element.TypeElement;
                import javax.tools.Diagnostic;

                @SupportedOptions("silent")
                @SupportedAnnotationTypes("ANNOTATIONS")
                public class Other extends AbstractProcessor {
                    @Override public SourceVersion getSupportedSourceVersion() { return SourceVersion.latestSupported(); }
                    @Override public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
                        if (!annotations.isEmpty() && processingEnv.getOptions().isEmpty()) {
                            processingEnv.getMessager().printMessage(Diagnostic.Kind.NOTE, "OTHER-CALLED");
                        }
                        return false;
                    }
                }
                """.replace("ANNOTATIONS", annotations));
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        directory.resolve("other").toString(),
                        source.toString());
        assertThat(exitCode).isZero();
        return directory.resolve("other").toString();
    }
}
