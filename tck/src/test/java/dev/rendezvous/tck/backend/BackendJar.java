package dev.rendezvous.tck.backend;

import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import dev.rendezvous.testkit.ClassPaths;
import dev.rendezvous.testkit.HandlerStub;
import dev.rendezvous.testkit.JarBuilder;
import java.nio.file.Path;

/** A jar with one backend, called solo or one, as the processor would have made it. A test damages it before it is written. */
final class BackendJar {

    static final String PROVIDER = "com.acme.Solo_RendezvousProvider";

    private static final String DESCRIPTOR = """
            .aliases("one").description("A group of one")
            .option("patience", OptionDescriptor.Type.DURATION, "30s", "", false)""";

    private final JarBuilder jar = new JarBuilder()
            .libraries(
                    ClassPaths.locationOf(RendezvousBackendProvider.class), ClassPaths.locationOf(IndexReader.class));
    private final HandlerStub stub;
    private String index;

    BackendJar() {
        this("com.acme.Solo");
    }

    private BackendJar(String type) {
        stub = HandlerStub.of(type)
                .with("private int closed;")
                .backend("\"solo\"")
                .onClose("closed++;");
        jar.source(type, stub.source()).source(stub.provider(), stub.providerSource("solo", DESCRIPTOR));
        index = stub.provider() + "\n#rendezvous:1 " + stub.provider() + " name=solo aliases=one implementation=" + type
                + " -- A group of one\n";
    }

    /** The same backend in classes of another name. */
    static BackendJar ofClass(String simpleName) {
        return new BackendJar("com.acme." + simpleName);
    }

    BackendJar inHandler(String text, String damage) {
        jar.change(stub.type(), text, damage);
        return this;
    }

    BackendJar inProvider(String text, String damage) {
        jar.change(stub.provider(), text, damage);
        return this;
    }

    BackendJar inIndex(String text, String damage) {
        if (!index.contains(text)) {
            throw new IllegalArgumentException(text + " is not in " + index);
        }
        index = index.replace(text, damage);
        return this;
    }

    BackendJar withoutIndex() {
        index = "";
        return this;
    }

    BackendJar without(String className) {
        jar.without(className);
        return this;
    }

    BackendJar module(String directives) {
        jar.source("module-info", "module acme { requires dev.rendezvous.runtime; " + directives + " }");
        return this;
    }

    Path write(Path file) {
        if (!index.isEmpty()) {
            jar.resource(IndexListing.INDEX, index);
        }
        return jar.write(file);
    }
}
