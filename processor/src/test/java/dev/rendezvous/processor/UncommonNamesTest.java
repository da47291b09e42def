package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Right backends that look wrong. */
class UncommonNamesTest {

    private static final String SOURCE = """
            package com.acme;
            import dev.rendezvous.*;
            import dev.rendezvous.annotations.RendezvousBackend;
            class Do$lar {
                @RendezvousBackend("type")
                static class In$ner extends BaseHandler { In$ner(RendezvousParameters parameters) {} }
                @RendezvousBackend("method")
                static In$ner ma$ke(RendezvousParameters parameters) { return new In$ner(parameters); }
                @RendezvousBackend("generic-constructor")
                static class Generic extends BaseHandler { <T> Generic(RendezvousParameters parameters) {} }
                private static class Hidden extends BaseHandler {}
                @RendezvousBackend("hidden-result")
                static Hidden hidden(RendezvousParameters parameters) { return new Hidden(); }
                class Inner {
                    @RendezvousBackend("nested-in-inner")
                    static class Deep extends BaseHandler { Deep(RendezvousParameters parameters) {} }
                    @RendezvousBackend("method-of-inner")
                    static RendezvousHandler make(RendezvousParameters parameters) { return new Deep(parameters); }
                }
            }
            """;

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeBackends() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        workspace.source("com/acme/Do$lar.java", SOURCE);
    }

    @ParameterizedTest
    @EnumSource
    void backendsWithDollarsGenericsAndHiddenResultsWork(Compiler compiler) throws Exception {
        workspace.compileAll(compiler).orFail();

        assertThat(workspace.indexedClasses()).hasSize(6).contains("com.acme.Do$lar_In$ner_RendezvousProvider");
        URL[] path = {workspace.classes().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            for (RendezvousBackendProvider provider : ServiceLoader.load(RendezvousBackendProvider.class, loader)) {
                assertThat(provider.create(parameters()).getClass().getName()).startsWith("com.acme.Do$lar$");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void backendsWithDollarsStayAfterAPartialCompile(Compiler compiler) {
        workspace.compileAll(compiler).orFail();
        String before = workspace.index();

        workspace
                .compile(
                        compiler,
                        workspace.sourceFromResource("good/com/acme/TestBackend.java", "com/acme/TestBackend.java"))
                .orFail();

        assertThat(workspace.index()).contains(before.lines().toList());
    }

    private static RendezvousParameters parameters() {
        return RendezvousParameters.builder("any")
                .endpoint("localhost")
                .runId("run")
                .build();
    }
}
