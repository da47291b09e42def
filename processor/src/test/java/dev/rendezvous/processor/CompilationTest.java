package dev.rendezvous.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.nio.charset.StandardCharsets;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The processors as compile-testing sees them: what javac is told, what comes out, and where an error stands. The same rules are
 * held on Eclipse's compiler too by {@link WrongBackendsTest} and {@link GeneratedProvidersTest}.
 */
class CompilationTest {

    private static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    @Test
    void annotatedHandlerBecomesAProviderAndTwoLines() {
        Compilation compilation = compile(JavaFileObjects.forSourceLines("com.acme.TestBackend", handler("""
                @RendezvousBackend(value = "testbackend", aliases = "tb", description = "Meets in a shared directory")
                class TestBackend extends Base {
                    TestBackend(RendezvousParameters parameters) {}
                }
                """)));

        assertThat(compilation).succeededWithoutWarnings();
        assertThat(compilation)
                .generatedSourceFile("com.acme.TestBackend_RendezvousProvider")
                .hasSourceEquivalentTo(JavaFileObjects.forSourceString("com.acme.TestBackend_RendezvousProvider", """
                        package com.acme;

                        import dev.rendezvous.RendezvousHandler;
                        import dev.rendezvous.RendezvousParameters;
                        import dev.rendezvous.spi.BackendDescriptor;
                        import dev.rendezvous.spi.RegisteredBackend;
                        import dev.rendezvous.spi.RendezvousBackendProvider;
                        import java.lang.InterruptedException;
                        import java.lang.Override;
                        import java.lang.SuppressWarnings;

                        @RegisteredBackend(implementation = "com.acme.TestBackend", name = "testbackend")
                        public final class TestBackend_RendezvousProvider implements RendezvousBackendProvider {
                            public TestBackend_RendezvousProvider() {}

                            @Override
                            public BackendDescriptor descriptor() {
                                return BackendDescriptor.builder("testbackend")
                                        .aliases("tb")
                                        .description("Meets in a shared directory")
                                        .implementationClass("com.acme.TestBackend")
                                        .providerClass(TestBackend_RendezvousProvider.class.getName())
                                        .build();
                            }

                            @Override
                            @SuppressWarnings({"all", "auxiliaryclass"})
                            public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
                                return new TestBackend(parameters);
                            }
                        }
                        """));
        assertThat(compilation)
                .generatedFile(StandardLocation.CLASS_OUTPUT, INDEX)
                .contentsAsString(StandardCharsets.UTF_8)
                .isEqualTo("""
                        com.acme.TestBackend_RendezvousProvider
                        #rendezvous:1 com.acme.TestBackend_RendezvousProvider name=testbackend aliases=tb implementation=com.acme.TestBackend -- Meets in a shared directory
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    @RendezvousBackend("TestBackend") class Wrong extends Base { Wrong(RendezvousParameters p) {} } | did you mean "testbackend"?
                    @RendezvousBackend("") class Wrong extends Base { Wrong(RendezvousParameters p) {} }            | is blank
                    @RendezvousBackend("wrong") abstract class Wrong extends Base { Wrong(RendezvousParameters p) {} } | is abstract
                    @RendezvousBackend("wrong") class Wrong extends Base {}                                         | needs the constructor
                    @RendezvousBackend("wrong") class Wrong {}                                                      | implements neither
                    @RendezvousBackend("wrong") record Wrong(RendezvousParameters p) {}                             | implements neither
                    @RendezvousBackend("wrong") record Wrong(int i) implements RendezvousHandlerFactory { public RendezvousHandler create(RendezvousParameters p) { return null; } } | needs the constructor Wrong(), but has Wrong(int)
                    @RendezvousBackend("wrong") interface Wrong extends RendezvousHandler {}                        | which cannot make a handler
                    """)
    void aWrongBackendIsAnErrorAtItsAnnotation(String declaration, String message) {
        JavaFileObject file = JavaFileObjects.forSourceLines("com.acme.Wrong", handler(declaration + "\n"));

        Compilation compilation = compile(file);

        assertThat(compilation).failed();
        assertThat(compilation).hadErrorContaining(message).inFile(file).onLineContaining("@RendezvousBackend(");
        assertThat(compilation).hadErrorCount(1);
    }

    @Test
    void nameOfTwoClassesIsErrorAtBoth() {
        JavaFileObject one = JavaFileObjects.forSourceLines(
                "com.acme.One",
                handler("@RendezvousBackend(\"same\") class One extends Base { One(RendezvousParameters p) {} }\n"));
        JavaFileObject two = JavaFileObjects.forSourceString("com.acme.Two", """
                package com.acme;
                import dev.rendezvous.*; import dev.rendezvous.spi.*;
                import dev.rendezvous.annotations.*;
                @RendezvousBackend("same") class Two extends Base { Two(RendezvousParameters p) {} }
                """);

        Compilation compilation = compile(one, two);

        assertThat(compilation).failed();
        assertThat(compilation).hadErrorContaining("com.acme.Two").inFile(one).onLineContaining("\"same\"");
        assertThat(compilation).hadErrorContaining("com.acme.One").inFile(two).onLineContaining("\"same\"");
    }

    private static Compilation compile(JavaFileObject... files) {
        return javac().withOptions("-Xlint:all,-processing,-classfile")
                .withProcessors(new RendezvousBackendProcessor(), new RendezvousIndexProcessor())
                .compile(files);
    }

    /** The declaration, with the imports before it and a base class that has all that a handler needs behind it. */
    private static String handler(String declaration) {
        return """
                package com.acme;
                import dev.rendezvous.*; import dev.rendezvous.spi.*;
                import dev.rendezvous.annotations.*;
                """ + declaration + """
                abstract class Base implements RendezvousHandler {
                    @Override public String backend() { return "any"; }
                    @Override public String runId() { return ""; }
                    @Override public RendezvousInfo nextRendezvous() { throw new UnsupportedOperationException(); }
                    @Override public boolean isRunClosed() { return false; }
                    @Override public void closeRun() {}
                    @Override public int numNodesWaiting() { return 0; }
                    @Override public boolean shutdown() { return true; }
                    @Override public void close() {}
                }
                """;
    }
}
