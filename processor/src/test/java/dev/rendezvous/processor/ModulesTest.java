package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Named modules, whose backends only a {@code provides} directive makes known to the module system. javac only: Eclipse's
 * compiler does not take generated classes for members of the module that is compiled, see docs/diagnostics.md.
 */
class ModulesTest {

    private static final String SPI = "dev.rendezvous.spi.RendezvousBackendProvider";
    private static final String A = "com.acme.A_RendezvousProvider";
    private static final String B = "com.acme.B_RendezvousProvider";
    private static final String BOTH = "provides " + SPI + " with " + A + ", " + B + ";";

    @TempDir
    Path directory;

    private Workspace workspace;
    private Path a;

    @BeforeEach
    void writeTwoBackends() {
        workspace = new Workspace(directory).onModulePath();
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        backend("B");
        a = backend("A");
    }

    @ParameterizedTest
    @CsvSource({"module, ''", "module, exports com.acme;", "open module, ''"})
    void missingDirectiveIsAnErrorAtTheModuleWithTheLineToPaste(String keyword, String directives) {
        module(keyword, directives);

        Workspace.Outcome outcome = workspace.compileAll(Compiler.JAVAC);

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.diagnostics()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(null))
                    .isEqualTo("RDZ032: the module com.acme does not provide " + A + ", " + B
                            + ", and the module system reads no other index; the line in its module-info has to be: "
                            + BOTH + " (see https://rendezvous.dev/docs/diagnostics.md#rdz032)");
            assertThat(error.getSource().getName()).endsWith("module-info.java");
            assertThat(error.getLineNumber()).isEqualTo(2);
        });
        assertThat(workspace.hasIndex()).isFalse();
    }

    @Test
    void lineOfTheErrorCompilesWherePasted() {
        module("module", "");
        String error = workspace.compileAll(Compiler.JAVAC).messages().get(0);
        String line = error.substring(error.indexOf("has to be: ") + "has to be: ".length(), error.indexOf(" (see "));

        module("module", line);

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages()).isEmpty();
        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @Test
    void lineKeepsTheProvidersThatAreThere() {
        workspace.source(
                "com/acme/Hand.java",
                "package com.acme; import dev.rendezvous.*; import dev.rendezvous.spi.*;"
                        + " public final class Hand implements dev.rendezvous.spi.RendezvousBackendProvider {"
                        + " public BackendDescriptor descriptor() { return BackendDescriptor.builder(\"hand\").build(); }"
                        + " public RendezvousHandler create(RendezvousParameters parameters) { return new A(parameters); } }");
        module("module", "provides " + SPI + " with com.acme.Hand, " + B + ";");

        assertThat(workspace.compileAll(Compiler.JAVAC).messages())
                .singleElement()
                .asString()
                .contains("does not provide " + A + ", and")
                .contains(": provides " + SPI + " with " + A + ", " + B + ", com.acme.Hand; (");
    }

    @Test
    void lineIsShownIfDirectiveNamesMissingClass() {
        module("module", "provides " + SPI + " with com.acme.Gone;");

        assertThat(workspace.compileAll(Compiler.JAVAC).messages())
                .anyMatch(text -> text.contains("com.acme.Gone") || text.contains("Gone"))
                .anyMatch(text -> text.startsWith("RDZ032") && text.contains(": " + BOTH));
    }

    @Test
    void lineNamesTheProvidersOfEarlierCompilesToo() {
        Path module = module("module", BOTH);
        workspace.compileAll(Compiler.JAVAC).orFail();
        module("module", "");

        assertThat(workspace.compile(Compiler.JAVAC, module, a).messages())
                .singleElement()
                .asString()
                .contains(": " + BOTH);
    }

    @Test
    void warningIsEnoughWhereItIsAskedFor() {
        module("module", "");

        Workspace.Outcome outcome = workspace
                .option("-Arendezvous.modules=warn")
                .compileAll(Compiler.JAVAC)
                .orFail();

        assertThat(outcome.diagnostics()).singleElement().satisfies(warning -> {
            assertThat(warning.getKind()).isEqualTo(Diagnostic.Kind.WARNING);
            assertThat(warning.getMessage(null)).startsWith("RDZ032").contains(BOTH);
        });
        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @Test
    void nothingIsSaidWhereTheCheckIsOff() {
        module("module", "");

        workspace.option("-Xlint:all", "-Arendezvous.modules=off");

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages()).noneMatch(text -> text.contains("RDZ"));
        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    =wran    | RDZ033: the option -Arendezvous.modules is "wran"; expected error, warn or off (did you mean "warn"?)
                    =WARN    | (did you mean "warn"?)
                    =ignored | RDZ033: the option -Arendezvous.modules is "ignored"; expected error, warn or off (see
                    ''       | RDZ033: the option -Arendezvous.modules is ""; expected
                    """)
    void optionThatIsNoneIsAnErrorOfItsOwn(String value, String message) {
        module("module", BOTH);

        Workspace.Outcome outcome =
                workspace.option("-Arendezvous.modules" + value).compileAll(Compiler.JAVAC);

        assertThat(outcome.errors()).hasSize(1);
        assertThat(outcome.messages()).singleElement().asString().contains(message);
        assertThat(workspace.hasIndex()).isFalse();
    }

    @Test
    void backendsOnTheClassPathNeedNoModule() {
        Workspace classPath = new Workspace(directory.resolve("class-path"));
        GoodBackends.copyTo(classPath);

        assertThat(classPath
                        .option("-Arendezvous.modules=error")
                        .compileAll(Compiler.JAVAC)
                        .orFail()
                        .messages())
                .isEmpty();
    }

    @Test
    void eclipsePutsGeneratedClassesInNoModule() {
        module("module", BOTH);

        List<String> command = new ArrayList<>(workspace.allOptions());
        command.add(workspace.sources().toString());
        StringWriter errors = new StringWriter();
        boolean success = BatchCompiler.compile(
                command.toArray(String[]::new), new PrintWriter(new StringWriter()), new PrintWriter(errors), null);

        assertThat(success)
                .as("once this fails, docs/diagnostics.md has to tell less")
                .isFalse();
        assertThat(errors.toString())
                .contains("The type " + A + " is not accessible", "A cannot be resolved to a type");
    }

    private Path module(String keyword, String directives) {
        return workspace.source(
                "module-info.java",
                "/** Two backends. */\n" + keyword + " com.acme {\n    requires dev.rendezvous.runtime;\n"
                        + "    requires static dev.rendezvous.annotations;\n    " + directives + "\n}\n");
    }

    private Path backend(String name) {
        return workspace.source(
                "com/acme/" + name + ".java",
                "package com.acme; @dev.rendezvous.annotations.RendezvousBackend(\"" + name.toLowerCase(Locale.ROOT)
                        + "\") class " + name + " extends BaseHandler { " + name
                        + "(dev.rendezvous.RendezvousParameters parameters) {} }\n");
    }
}
