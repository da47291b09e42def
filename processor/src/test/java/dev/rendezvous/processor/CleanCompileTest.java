package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCompileTest {

    private static final String[] STRICT = {"-Xlint:all,-processing,-options", "-Werror"};

    @TempDir
    Path directory;

    @Test
    void generatedProvidersRaiseNoWarning() {
        Workspace workspace = new Workspace(directory).option(STRICT);
        GoodBackends.copyTo(workspace);

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages()).isEmpty();
    }

    @Test
    void backendThatStandsInTheFileOfAnotherClassRaisesNoWarning() {
        Workspace workspace = new Workspace(directory).option(STRICT);
        writeAuxiliaryBackend(workspace);

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages()).isEmpty();
    }

    @Test
    void namesOfWarningsThatEclipseDoesNotKnowRaiseNoneThere() {
        Workspace workspace = new Workspace(directory);
        writeAuxiliaryBackend(workspace);

        assertThat(workspace.compileAll(Compiler.ECJ).orFail().messages())
                .noneMatch(text -> text.contains("SuppressWarnings"));
    }

    private static void writeAuxiliaryBackend(Workspace workspace) {
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        workspace.source(
                "com/acme/Main.java",
                "package com.acme; import dev.rendezvous.*; import dev.rendezvous.annotations.RendezvousBackend;\n"
                        + "final class Main {}\n"
                        + "@RendezvousBackend(\"beside\") final class Beside extends BaseHandler {"
                        + " Beside(RendezvousParameters parameters) {} }\n");
    }

    @Test
    void generatedProvidersRaiseNoWarningInAModuleThatDoesNotHandTheRuntimeOn() throws IOException {
        Workspace workspace = new Workspace(directory).option(STRICT).option("--module-path", modulePath());
        workspace.source(
                "module-info.java",
                "module com.acme { requires dev.rendezvous.runtime; requires static dev.rendezvous.annotations;"
                        + " requires static java.compiler; exports com.acme; }");
        GoodBackends.copyTo(workspace);

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages()).isEmpty();
        assertThat(provider(workspace)).contains("@Generated(").contains("@SuppressWarnings(\"exports\")");
    }

    @Test
    void generatedIsLeftOutWhereTheModuleDoesNotReadIt() throws IOException {
        Workspace workspace = new Workspace(directory).option(STRICT).option("--module-path", modulePath());
        workspace.source(
                "module-info.java",
                "module com.acme { requires dev.rendezvous.runtime; requires static dev.rendezvous.annotations; }");
        GoodBackends.copyTo(workspace);

        workspace.compileAll(Compiler.JAVAC).orFail();

        assertThat(provider(workspace)).doesNotContain("Generated(");
    }

    @Test
    void moduleMayProvideAProviderThatThisCompileGenerates() {
        Workspace workspace = new Workspace(directory).option("--module-path", modulePath());
        workspace.source(
                "module-info.java",
                "module com.acme { requires dev.rendezvous.runtime; requires static dev.rendezvous.annotations;"
                        + " provides dev.rendezvous.spi.RendezvousBackendProvider"
                        + " with com.acme.TestBackend_RendezvousProvider; }");
        GoodBackends.copyTo(workspace);

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().success()).isTrue();
    }

    @Test
    void moduleThatDoesNotReadTheRuntimeIsToldSo() {
        Workspace workspace = new Workspace(directory).option("--module-path", modulePath());
        workspace.source("module-info.java", "module com.acme { requires static dev.rendezvous.annotations; }");
        workspace.source(
                "com/acme/Lonely.java",
                "package com.acme; @dev.rendezvous.annotations.RendezvousBackend(\"lonely\") class Lonely {}");

        assertThat(workspace.compileAll(Compiler.JAVAC).messages())
                .singleElement()
                .asString()
                .startsWith("RDZ029: com.acme.Lonely cannot see dev.rendezvous.spi.RendezvousBackendProvider");
    }

    @Test
    void sameSourcesGiveTheSameBytesInAnyOrderAndLocale() throws IOException {
        Workspace one = new Workspace(directory.resolve("one"));
        GoodBackends.copyTo(one);
        one.compileAll(Compiler.JAVAC).orFail();
        Workspace other = new Workspace(directory.resolve("other")).option("-encoding", "UTF-8");
        GoodBackends.copyTo(other);

        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            List<Path> backwards = new java.util.ArrayList<>(other.allSources());
            Collections.reverse(backwards);
            other.compile(Compiler.JAVAC, backwards).orFail();
        } finally {
            Locale.setDefault(before);
        }

        assertThat(other.index()).isEqualTo(one.index());
        for (String provider : GoodBackends.PROVIDERS) {
            String file = "com/acme/" + provider + "_RendezvousProvider.class";
            assertThat(other.classes().resolve(file))
                    .hasSameBinaryContentAs(one.classes().resolve(file));
        }
    }

    private static String provider(Workspace workspace) throws IOException {
        return workspace.generated("TestBackend_RendezvousProvider");
    }

    /** {@return the modules of this project, and nothing that would be an automatic module} */
    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(".*[/\\\\](annotations|index|runtime)[/\\\\]target[/\\\\].*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
