package dev.rendezvous.registry;

import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import dev.rendezvous.testkit.ClassPaths;
import dev.rendezvous.testkit.HandlerStub;
import dev.rendezvous.testkit.JarBuilder;
import dev.rendezvous.testkit.Jars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real jar with backends, as another team would publish it. The index is written by hand. */
final class PluginJar {

    static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    private final JarBuilder jar = new JarBuilder().libraries(classPath());
    private final StringBuilder index = new StringBuilder();

    /** A jar with the backend {@code com.acme.<type>}, its provider, and both lines of its index. */
    static PluginJar with(String type, String name, String... aliases) {
        return new PluginJar().backend(type, name, aliases);
    }

    static PluginJar empty() {
        return new PluginJar();
    }

    PluginJar backend(String type, String name, String... aliases) {
        String aliasField = aliases.length == 0 ? "" : " aliases=" + String.join(",", aliases);
        return backendWithoutIndex(type, name, aliases)
                .line(provider(type))
                .line("#rendezvous:1 " + provider(type) + " name=" + name + aliasField + " implementation=com.acme."
                        + type + " -- The " + name + " backend");
    }

    PluginJar backendWithoutIndex(String type, String name, String... aliases) {
        String quoted = Stream.of(aliases).map(alias -> "\"" + alias + "\"").collect(Collectors.joining(", "));
        source("com.acme." + type, handlerSource(type, "parameters.backend()", ""));
        return source(provider(type), providerSource(type, name, ".aliases(" + quoted + ")"));
    }

    PluginJar source(String className, String source) {
        jar.source(className, source);
        return this;
    }

    PluginJar resource(String path, byte[] bytes) {
        jar.resource(path, bytes);
        return this;
    }

    PluginJar line(String line) {
        index.append(line).append('\n');
        return this;
    }

    PluginJar rawIndex(byte[] bytes) {
        return resource(INDEX, bytes);
    }

    /** Compiled with the others and left out of the jar. */
    PluginJar without(String className) {
        jar.without(className);
        return this;
    }

    /** A named module that requires the runtime. */
    PluginJar module(String name, String directives) {
        return source("module-info", "module " + name + " { requires dev.rendezvous.runtime; " + directives + " }");
    }

    Path write(Path file) {
        addIndex();
        return jar.write(file);
    }

    /** Writes the same files into a folder. */
    Path writeFolder(Path folder) {
        addIndex();
        return Jars.writeFolder(folder, jar.contents());
    }

    private void addIndex() {
        if (index.length() > 0) {
            jar.resource(INDEX, index.toString());
        }
    }

    static String provider(String type) {
        return stub(type).provider();
    }

    static String handlerSource(String type, String reportedName, String inConstructor) {
        return stub(type)
                .backend(reportedName)
                .runId("parameters.config().toString()")
                .onCreate(inConstructor)
                .onClose("System.setProperty(\"closed.\" + getClass().getName(), \"true\");")
                .source();
    }

    static String providerSource(String type, String name, String moreOfTheDescriptor) {
        return stub(type).providerSource(name, moreOfTheDescriptor);
    }

    private static HandlerStub stub(String type) {
        return HandlerStub.of("com.acme." + type);
    }

    static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loader over the jars whose parent is the loader of the registry. */
    static URLClassLoader loader(Path... jars) {
        return ClassPaths.loader(PluginJar.class.getClassLoader(), jars);
    }

    /** The places of the product's classes. */
    static Path[] classPath() {
        return new Path[] {location(RendezvousBackendProvider.class), location(IndexReader.class)};
    }

    static Path location(Class<?> type) {
        return ClassPaths.locationOf(type);
    }
}
