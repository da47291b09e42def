package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.BackendDescriptor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing wins silently. */
class ConflictTest {

    @TempDir
    Path dir;

    private Path one = Path.of("");
    private Path two = Path.of("");

    @BeforeEach
    void twoJarsClaimOneName() {
        one = PluginJar.with("One", "same", "uno").backend("Other", "other").write(dir.resolve("one.jar"));
        two = PluginJar.with("Two", "same").write(dir.resolve("two.jar"));
    }

    @Test
    void orderOfTheClassPathChangesNothing() throws Exception {
        for (List<Path> order : List.of(List.of(one, two), List.of(two, one))) {
            try (URLClassLoader loader = PluginJar.loader(order.get(0), order.get(1))) {
                RendezvousRegistry registry = RendezvousRegistry.create();
                Discovery discovery = registry.discover(loader);

                assertThat(discovery.conflicts()).singleElement().satisfies(conflict -> {
                    assertThat(conflict.name()).isEqualTo("same");
                    assertThat(conflict.candidates())
                            .extracting(BackendDescriptor::implementationClass)
                            .containsExactly("com.acme.One", "com.acme.Two");
                });
                assertThat(registry.names()).containsExactly("other", "same");
                assertThat(registry.contains("same")).isTrue();
                assertThat(registry.find("same")).isEmpty();
                assertThat(registry.backends())
                        .extracting(BackendDescriptor::implementationClass)
                        .containsExactly("com.acme.Other", "com.acme.One", "com.acme.Two");
                assertThat(registry.createHandler(asking("other"))).isNotNull();
                assertThat(registry.createHandler(asking("uno")).getClass().getName())
                        .isEqualTo("com.acme.One");
            }
        }
    }

    @Test
    void ambiguousNameShowsBothClassesJarsAndSolution() throws Exception {
        try (URLClassLoader loader = PluginJar.loader(one, two)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

            AmbiguousBackendException e =
                    catchThrowableOfType(AmbiguousBackendException.class, () -> registry.createHandler(asking("same")));

            assertThat(e.name()).isEqualTo("same");
            assertThat(e.candidates()).hasSize(2);
            assertThat(e)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "com.acme.One", "com.acme.Two", "one.jar", "two.jar", "prefer(\"same\", \"com.acme.One\")");
        }
    }

    @Test
    void applicationSettlesAConflict() throws Exception {
        try (URLClassLoader loader = PluginJar.loader(one, two)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

            registry.prefer("same", "com.acme.Two");

            assertThat(registry.createHandler(asking("same")).getClass().getName())
                    .isEqualTo("com.acme.Two");
            assertThat(registry.find("same").map(BackendDescriptor::implementationClass))
                    .contains("com.acme.Two");
            assertThat(registry.discover(loader).conflicts()).isEmpty();
            assertThat(registry.explain("same").candidates())
                    .extracting(Verdict::kind, Verdict::reason)
                    .containsExactly(
                            tuple(Verdict.Kind.NOT_PREFERRED, "the application prefers com.acme.Two"),
                            tuple(Verdict.Kind.CHOSEN, "the application prefers it"));
        }
    }

    @Test
    void preferenceMayComeBeforeTheConflict() throws Exception {
        RendezvousRegistry registry = RendezvousRegistry.create();
        registry.prefer("same", "com.acme.One");

        try (URLClassLoader loader = PluginJar.loader(one, two)) {
            assertThat(registry.discover(loader).conflicts()).isEmpty();
            assertThat(registry.createHandler(asking("same")).getClass().getName())
                    .isEqualTo("com.acme.One");
        }
    }

    @Test
    void preferenceForNoneOfThemSettlesNothing() throws Exception {
        try (URLClassLoader loader = PluginJar.loader(one, two)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            registry.prefer("same", "com.acme.Three");

            assertThat(catchThrowableOfType(
                            AmbiguousBackendException.class, () -> registry.createHandler(asking("same"))))
                    .hasMessageContaining("com.acme.Three");
        }
    }

    @Test
    void everyCandidateIsExplainedWithItsPlace() throws Exception {
        try (URLClassLoader loader = PluginJar.loader(one, two)) {
            Explanation explanation = RendezvousRegistry.discovered(loader).explain("same");

            assertThat(explanation.chosen()).isEmpty();
            assertThat(explanation.candidates()).hasSize(2).allSatisfy(candidate -> {
                assertThat(candidate.line()).isEqualTo(1);
                assertThat(candidate.kind()).isEqualTo(Verdict.Kind.AMBIGUOUS);
                assertThat(candidate.reason()).contains("2 backends claim the name");
            });
            assertThat(explanation.candidates())
                    .extracting(candidate -> candidate.descriptor().origin().orElseThrow())
                    .containsExactly(one.toUri(), two.toUri());
        }
    }

    @Test
    void aliasConflictsWithAName() throws Exception {
        Path three = PluginJar.with("Three", "three", "other").write(dir.resolve("three.jar"));

        try (URLClassLoader loader = PluginJar.loader(one, three)) {
            RendezvousRegistry registry = RendezvousRegistry.create();

            assertThat(registry.discover(loader).conflicts())
                    .extracting(Conflict::name)
                    .containsExactly("other");
            assertThat(registry.find("other")).isEmpty();
            assertThat(registry.createHandler(asking("three"))).isNotNull();
        }
    }

    @Test
    void registeredFactoryConflictsInEitherOrder() throws Exception {
        try (URLClassLoader loader = PluginJar.loader(one)) {
            RendezvousRegistry factoryFirst = RendezvousRegistry.create();
            factoryFirst.register("same", new Factory());
            factoryFirst.discover(loader);
            RendezvousRegistry jarFirst = RendezvousRegistry.discovered(loader);
            jarFirst.register("same", new Factory());

            for (RendezvousRegistry registry : List.of(factoryFirst, jarFirst)) {
                assertThat(registry.contains("same")).isTrue();
                assertThat(registry.find("same")).isEmpty();
                assertThat(catchThrowableOfType(
                                AmbiguousBackendException.class, () -> registry.createHandler(asking("same"))))
                        .hasMessageContainingAll("com.acme.One", Factory.class.getName());
                registry.prefer("same", Factory.class.getName());
                assertThat(registry.createHandler(asking("same"))).isInstanceOf(StubHandler.class);
            }
        }
    }

    @Test
    void conflictEndsWhenOneSideIsForgotten() throws Exception {
        try (URLClassLoader first = PluginJar.loader(one);
                URLClassLoader second = PluginJar.loader(two)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(first);
            assertThat(registry.discover(second).conflicts()).hasSize(1);

            assertThat(registry.forget(second)).isTrue();

            assertThat(registry.createHandler(asking("same")).getClass().getName())
                    .isEqualTo("com.acme.One");
        }
    }

    private static final class Factory implements RendezvousHandlerFactory {
        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            return new StubHandler(parameters.backend());
        }
    }
}
