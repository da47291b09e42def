package dev.rendezvous.integration;

import java.nio.file.Path;
import java.util.Map;

/** A jar from a build that does not run the processor. */
final class UnprocessedJar {

    private UnprocessedJar() {}

    /** Compiles sources, as a named module if there is a descriptor, and packs the classes. */
    static Path in(Path work, String name, Map<String, String> sources) {
        return Author.author(sources).write(work.resolve(name + ".jar"));
    }
}
