package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.spi.RegisteredBackend;

/**
 * What a generated provider says of its backend in its {@code @RegisteredBackend}.
 *
 * @param implementation the binary name of the backend's class
 * @param name the backend's name
 */
public record Marker(String implementation, String name) {

    static final String ANNOTATION = "L" + RegisteredBackend.class.getName().replace('.', '/') + ";";

    static Marker of(AnnotationValues values) {
        return new Marker(
                values.text("implementation").orElse(""), values.text("name").orElse(""));
    }
}
