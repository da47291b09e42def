package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .contains("dev.rendezvous.processor.ProviderFiles.write");
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
                broken(new RendezvousBackendProcessor(), "createSourceFile", () -> new NoSuchMethodError("gone")),
                new RendezvousIndexProcessor());

        assertThat(outcome.messages())
                .anyMatch(text -> text.startsWith("RDZ900") && text.contains("NoSuchMethodError"));
    }

    @Test
    void fileThatCannotBeWrittenIsAMessageOfItsOwn() {
        Workspace.Outcome outcome = compileWith(
                broken(new RendezvousBackendProcessor(), "createSourceFile", () -> new IOException("disk full")),
                new RendezvousIndexProcessor());

        assertThat(outcome.messages()).anyMatch(text -> text.startsWith("RDZ031") && text.contains("disk full"));
        assertThat(workspace.hasIndex()).isFalse();
    }

    @Test
    void oldIndexThatCannotBeReadIsNotOverwritten() {
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

    /** {@return the processor, with a filer of which one method throws} */
    private static Processor broken(AbstractProcessor processor, String method, Supplier<Throwable> thrown) {
        return proxy(Processor.class, processor, (name, arguments) -> {
            if (name.equals("init")) {
                ProcessingEnvironment real = (ProcessingEnvironment) arguments[0];
                arguments[0] = environment(real, brokenFiler(real.getFiler(), method, thrown));
            }
        });
    }

    private static ProcessingEnvironment environment(ProcessingEnvironment real, Filer filer) {
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                BoundaryTest.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (self, called, arguments) ->
                        called.getName().equals("getFiler") ? filer : called.invoke(real, arguments));
    }

    private static Filer brokenFiler(Filer real, String method, Supplier<Throwable> thrown) {
        return proxy(Filer.class, real, (name, arguments) -> {
            if (name.equals(method)) {
                throw thrown.get();
            }
        });
    }

    private interface Before {
        void call(String method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Before before) {
        return type.cast(Proxy.newProxyInstance(
                BoundaryTest.class.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    before.call(called.getName(), arguments == null ? new Object[0] : arguments);
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
