package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks the compiler's services on purpose. */
class BoundaryTest {

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeABackend() {
        workspace = new Workspace(directory);
        GoodBackends.copyTo(workspace);
    }

    @Test
    void exceptionInTheFirstProcessorIsAMessage() {
        Workspace.Outcome outcome = compileWith(
                broken(new RendezvousBackendProcessor(), "createSourceFile", () -> new IllegalStateException("boom")),
                new RendezvousIndexProcessor());

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.messages())
                .filteredOn(text -> text.startsWith("RDZ900: the rendezvous processor failed"))
                .singleElement()
                .asString()
                .contains("java.lang.IllegalStateException: boom at ")
                .contains("dev.rendezvous.processor.write.ProviderFiles.write");
        assertThat(outcome.output()).doesNotContain("An annotation processor threw an uncaught exception");
    }

    @Test
    void exceptionInTheSecondProcessorIsAMessage() {
        Workspace.Outcome outcome = compileWith(
                new RendezvousBackendProcessor(),
                broken(new RendezvousIndexProcessor(), "createResource", () -> new IllegalStateException("boom")));

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.messages()).anyMatch(text -> text.startsWith("RDZ900") && text.contains("boom"));
    }

    @Test
    void libraryOfAnotherVersionIsAMessage() {
        Workspace.Outcome outcome = compileWith(
                broken(
                        new RendezvousBackendProcessor(),
                        "createSourceFile",
                        () -> new NoSuchMethodError("'void com.palantir.javapoet.TypeSpec.gone()'")),
                new RendezvousIndexProcessor());

        assertThat(outcome.messages())
                .filteredOn(text -> text.startsWith("RDZ043: the processor path is incomplete or mixes versions"))
                .singleElement()
                .asString()
                .contains(
                        "javapoet is of another version than the processor expects",
                        "javapoet-",
                        ".jar",
                        "that one jar")
                .doesNotContain("report");
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, AssertionError.class})
    void errorThatTheMachineSurvivesIsAMessage(Class<? extends Error> error) {
        Workspace.Outcome outcome = compileWith(
                broken(new RendezvousBackendProcessor(), "createSourceFile", () -> instanceOf(error)),
                new RendezvousIndexProcessor());

        assertThat(outcome.messages()).anyMatch(text -> text.startsWith("RDZ900") && text.contains(error.getName()));
    }

    @Test
    void errorOfTheMachineIsNotHeldUp() {
        Processor dying = broken(new RendezvousBackendProcessor(), "createSourceFile", () -> new OutOfMemoryError("x"));

        assertThatThrownBy(() -> compileWith(dying, new RendezvousIndexProcessor()))
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void unwritableFileHasItsOwnMessage() {
        Workspace.Outcome outcome = compileWith(
                broken(new RendezvousBackendProcessor(), "createSourceFile", () -> new IOException("disk full")),
                new RendezvousIndexProcessor());

        assertThat(outcome.messages()).anyMatch(text -> text.startsWith("RDZ031") && text.contains("disk full"));
        assertThat(workspace.hasIndex()).isFalse();
    }

    @Test
    void unreadableOldIndexIsNotOverwritten() {
        workspace.index("com.acme.Old\n");

        Workspace.Outcome outcome = compileWith(
                new RendezvousBackendProcessor(),
                broken(new RendezvousIndexProcessor(), "getResource", () -> new IOException("no permission")));

        assertThat(outcome.messages()).anyMatch(text -> text.startsWith("RDZ031") && text.contains("no permission"));
        assertThat(workspace.index()).isEqualTo("com.acme.Old\n");
    }

    private Workspace.Outcome compileWith(Processor... processors) {
        return workspace.processors(processors).compileAll(Compiler.JAVAC);
    }

    private static Throwable instanceOf(Class<? extends Error> error) {
        try {
            return error.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such error", e);
        }
    }

    private static Processor broken(AbstractProcessor processor, String method, Supplier<Throwable> thrown) {
        return FilerProxy.watching(processor, (called, arguments) -> {
            if (called.equals(method)) {
                throw thrown.get();
            }
        });
    }
}
