package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
    void backendInFileOfAnotherClassWarnsNothing() {
        Workspace workspace = new Workspace(directory).option(STRICT);
        writeAuxiliaryBackend(workspace);

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages()).isEmpty();
    }

    @Test
    void warningsUnknownToEclipseRaiseNoWarning() {
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
    void generatedProvidersRaiseNoWarningInSuchModule() throws IOException {
        Workspace workspace = new Workspace(directory).option(STRICT).onModulePath();
        workspace.source(
                "module-info.java",
                "module com.acme { requires dev.rendezvous.runtime; requires static dev.rendezvous.annotations;"
                        + " requires static java.compiler; exports com.acme; " + GoodBackends.provides() + " }");
        GoodBackends.copyTo(workspace);

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages()).isEmpty();
        assertThat(provider(workspace)).contains("@SuppressWarnings(\"exports\")");
    }

    @Test
    void moduleWithoutTheRuntimeGetsAMessage() {
        Workspace workspace = new Workspace(directory).onModulePath();
        workspace.source("module-info.java", "module com.acme { requires static dev.rendezvous.annotations; }");
        workspace.source(
                "com/acme/Lonely.java",
                "package com.acme; @dev.rendezvous.annotations.RendezvousBackend(\"lonely\") class Lonely {}");

        assertThat(workspace.compileAll(Compiler.JAVAC).messages())
                .singleElement()
                .asString()
                .startsWith("RDZ029: com.acme.Lonely cannot see dev.rendezvous.spi.RendezvousBackendProvider");
    }

    private static String provider(Workspace workspace) throws IOException {
        return workspace.generated("TestBackend_RendezvousProvider");
    }
}
