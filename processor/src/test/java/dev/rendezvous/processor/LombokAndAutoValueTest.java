package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real Lombok and the real AutoValue beside our processors, in either order. Lombok changes classes while we look at them:
 * the constructor that its annotation asks for is there one round late. (Under Eclipse's compiler it is an agent, no processor.)
 */
class LombokAndAutoValueTest {

    private static final List<String> PROCESSORS = List.of(
            RendezvousBackendProcessor.class.getName(),
            RendezvousIndexProcessor.class.getName(),
            "com.google.auto.value.processor.AutoValueProcessor",
            "lombok.launch.AnnotationProcessorHider$AnnotationProcessor");

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeTheBaseClass() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void backendsThatOtherProcessorsCompleteAreFoundInAnyOrderOfProcessors(boolean oursFirst) {
        source(
                "WithLombok",
                "@RendezvousBackend(\"lombok\")",
                "@lombok.RequiredArgsConstructor @lombok.Getter class WithLombok extends BaseHandler {",
                "    private final RendezvousParameters parameters;",
                "}");
        source(
                "MadeStatic",
                "@lombok.experimental.UtilityClass class MadeStatic {",
                "    @lombok.Getter private int first;",
                "    @RendezvousBackend(\"made-static\")",
                "    RendezvousHandler make(RendezvousParameters parameters) { return new WithLombok(parameters); }",
                "}");
        source(
                "WithAutoValue",
                "@com.google.auto.value.AutoValue abstract class WithAutoValue extends BaseHandler {",
                "    abstract RendezvousParameters parameters();",
                "    @RendezvousBackend(\"auto-value\")",
                "    static WithAutoValue make(RendezvousParameters parameters) {",
                "        return new AutoValue_WithAutoValue(parameters);",
                "    }",
                "}");

        compile(oursFirst).orFail();

        assertThat(workspace.indexedClasses())
                .containsExactly(
                        "com.acme.MadeStatic_make_RendezvousProvider",
                        "com.acme.WithAutoValue_make_RendezvousProvider",
                        "com.acme.WithLombok_RendezvousProvider");
    }

    @Test
    void classThatLombokIgnoresIsReportedOnce() {
        source(
                "NotMended",
                "@RendezvousBackend(\"not-fixed\")",
                "@lombok.ToString class NotMended extends BaseHandler {}",
                "@RendezvousBackend(\"fine\")",
                "@lombok.RequiredArgsConstructor class Fine extends BaseHandler {",
                "    private final RendezvousParameters parameters;",
                "}");

        Workspace.Outcome outcome = compile(true);

        assertThat(outcome.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(null)).startsWith("RDZ012: com.acme.NotMended needs the constructor");
            assertThat(error.getLineNumber()).isEqualTo(2);
        });
        assertThat(workspace.hasIndex()).isFalse();
    }

    private Workspace.Outcome compile(boolean oursFirst) {
        List<String> names = new ArrayList<>(PROCESSORS);
        if (!oursFirst) {
            Collections.reverse(names);
        }
        return workspace.option("-processor", String.join(",", names)).compileAll(Compiler.JAVAC);
    }

    private void source(String name, String... lines) {
        String header =
                "package com.acme; import dev.rendezvous.*; import dev.rendezvous.annotations.RendezvousBackend;\n";
        workspace.source("com/acme/" + name + ".java", header + String.join("\n", lines));
    }
}
