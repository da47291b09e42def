package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionSetsTest {

    @TempDir
    Path directory;

    private Workspace workspace;
    private Path backend;

    @BeforeEach
    void writeABackendWithASet() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        workspace.sourceFromResource("good/com/acme/SharedOptions.java", "com/acme/SharedOptions.java");
        backend = workspace.sourceFromResource("good/com/acme/SharingBackend.java", "com/acme/SharingBackend.java");
    }

    @ParameterizedTest
    @EnumSource
    void setOfClassFileEqualsThatOfSource(Compiler compiler) throws Exception {
        workspace.compileAll(compiler).orFail();
        String fromSource = workspace.generated("SharingBackend_RendezvousProvider");

        workspace.compile(compiler, backend).orFail();

        assertThat(workspace.generated("SharingBackend_RendezvousProvider"))
                .isEqualTo(fromSource)
                .contains(".option(\"lease\"");
    }

    @ParameterizedTest
    @EnumSource
    void wrongSetIsReportedAtItsBackend(Compiler compiler) {
        workspace.option("-proc:none");
        workspace.source("com/acme/SharedOptions.java", wrongSet());
        workspace.compileAll(compiler).orFail();

        Workspace.Outcome outcome = new Workspace(directory).compile(compiler, backend);

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.errors()).singleElement().satisfies(error -> {
            assertThat(error.getLineNumber()).isEqualTo(7);
            assertThat(error.getMessage(null))
                    .contains(
                            "RDZ026: the option \"lease\" has the default \"soon\"",
                            "declared by com.acme.SharedOptions");
        });
    }

    @ParameterizedTest
    @EnumSource
    void wrongSetOfOneCompileIsReportedOnce(Compiler compiler) {
        workspace.source("com/acme/SharedOptions.java", wrongSet());

        Workspace.Outcome outcome = workspace.compileAll(compiler);

        assertThat(outcome.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getSource().getName()).contains("SharedOptions.java"));
    }

    @Test
    void setThatLosesItsAnnotationIsReported() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        workspace.source("com/acme/SharedOptions.java", "package com.acme; interface SharedOptions {}");

        assertThat(workspace.compileAll(Compiler.JAVAC).messages())
                .singleElement()
                .asString()
                .startsWith("RDZ037: the class com.acme.SharedOptions in optionsFrom");
    }

    @Test
    void missingClassIsLeftToTheCompiler() {
        workspace.source("com/acme/SharedOptions.java", "package com.acme; interface Other {}");

        assertThat(workspace.compileAll(Compiler.JAVAC).messages())
                .isNotEmpty()
                .noneMatch(text -> text.contains("RDZ"));
    }

    private static String wrongSet() {
        return "package com.acme; import dev.rendezvous.annotations.RendezvousBackend.*;"
                + " @Options(@Option(name = \"lease\", type = Type.DURATION, defaultValue = \"soon\"))"
                + " interface SharedOptions {}";
    }
}
