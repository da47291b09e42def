package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.aries.spifly.dynamic.DynamicWeavingActivator;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.util.Printer;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** What docs/metadata.md says of OSGi, done to the letter in a real framework, with bundles of bnd. */
class OsgiIT {

    private static final String ACTIVATOR = """
            package com.app;

            import dev.rendezvous.RendezvousHandler;
            import dev.rendezvous.RendezvousParameters;
            import dev.rendezvous.registry.RendezvousRegistry;
            import java.util.function.UnaryOperator;
            import org.osgi.framework.BundleActivator;
            import org.osgi.framework.BundleContext;

            /** Answers the test: all names, or the class of the handler of one. */
            public final class Activator implements BundleActivator {

                private final RendezvousRegistry registry = RendezvousRegistry.create();

                @Override
                public void start(BundleContext context) throws Exception {
                    %s
                    UnaryOperator<String> answers = question -> question.isEmpty() ? registry.names().toString() : made(question);
                    context.registerService(UnaryOperator.class, answers, null);
                }

                private String made(String name) {
                    RendezvousParameters parameters = RendezvousParameters.builder(name).runId("run").build();
                    try (RendezvousHandler handler = registry.createHandler(parameters)) {
                        return handler.getClass().getName();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public void stop(BundleContext context) {}
            }
            """;

    private static final Pattern JAVA = Pattern.compile("```java\\n// (\\S+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path dir;

    private final Path page = Author.requiredFile("rendezvous.root").resolve("docs/metadata.md");
    private Framework framework;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(
                        Map.of(Constants.FRAMEWORK_STORAGE, dir.resolve("felix").toString(), "felix.log.level", "1"));
        framework.start();
        start(Bundles.of(copied(Author.indexJar()), "dev.rendezvous.index", instructions("osgi-ours")));
        start(Bundles.of(copied(Author.runtimeJar()), "dev.rendezvous.runtime", instructions("osgi-ours")));
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBundleTrackerFindsTheBackendsOfABundleAndDropsThemWithIt(boolean capability) throws Exception {
        start(application("new BackendTracker(context, registry).open();"));
        assertThat(ask("")).isEqualTo("[]");

        Bundle backend = start(backend(capability ? instructions("osgi-backend") : Map.of()));
        assertThat(ask("")).isEqualTo("[one]");
        assertThat(ask("one")).isEqualTo("com.one.One");

        backend.stop();
        assertThat(ask("")).isEqualTo("[]");
    }

    @Test
    void spiFlyMakesAServiceOfEachProvider() throws Exception {
        for (Class<?> type : List.of(
                ClassReader.class,
                ClassNode.class,
                Frame.class,
                ClassRemapper.class,
                Printer.class,
                DynamicWeavingActivator.class)) {
            start(Author.jarOf(type));
        }
        Path bundle = backend(instructions("osgi-backend"));
        assertThat(BundleManifest.serviceProviders(bundle)).containsExactly("com.one.One_RendezvousProvider");

        start(bundle);
        start(application("BackendServices.register(context, registry);"));

        assertThat(ask("")).isEqualTo("[one]");
        assertThat(ask("one")).isEqualTo("com.one.One");
    }

    private Bundle start(Path bundle) throws BundleException {
        Bundle installed =
                framework.getBundleContext().installBundle(bundle.toUri().toString());
        installed.start();
        return installed;
    }

    private Path backend(Map<String, String> instructions) throws Exception {
        Path jar = Author.buildJar(dir, "one", Map.of("com/one/One.java", Author.handler("com.one", "One", "one")));
        return Bundles.of(jar, "com.one", instructions);
    }

    private Path application(String start) throws Exception {
        Map<String, String> sources = new HashMap<>(sourcesOfThePage());
        sources.put("com/app/Activator.java", ACTIVATOR.formatted(start));
        Path jar = Author.buildJar(
                dir, "application", sources, Author.jarOf(Framework.class), Author.jarOf(ConsumerType.class));
        return Bundles.of(jar, "com.app", Map.of("Bundle-Activator", "com.app.Activator"));
    }

    private String ask(String question) {
        ServiceReference<?> reference = framework.getBundleContext().getServiceReference(UnaryOperator.class.getName());
        @SuppressWarnings("unchecked") // the only service of that type is the one of the activator above
        UnaryOperator<String> answers =
                (UnaryOperator<String>) framework.getBundleContext().getService(reference);
        return answers.apply(question);
    }

    private Map<String, String> sourcesOfThePage() throws IOException {
        Map<String, String> sources = new HashMap<>();
        Matcher matcher = JAVA.matcher(Files.readString(page));
        while (matcher.find()) {
            sources.put(matcher.group(1), matcher.group(2));
        }
        assertThat(sources).containsOnlyKeys("com/app/BackendTracker.java", "com/app/BackendServices.java");
        return sources;
    }

    private Map<String, String> instructions(String part) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(ToolTable.part(page, part).replace("```", "")));
        Map<String, String> instructions = new HashMap<>();
        properties.forEach((key, value) -> instructions.put((String) key, (String) value));
        assertThat(instructions).isNotEmpty();
        return instructions;
    }

    private Path copied(Path jar) throws IOException {
        return Files.copy(jar, dir.resolve(jar.getFileName()));
    }
}
