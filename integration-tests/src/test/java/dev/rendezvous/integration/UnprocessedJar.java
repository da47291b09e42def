package dev.rendezvous.integration;

import dev.rendezvous.annotations.RendezvousBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** A jar as it comes out of a build that has forgotten the processor. */
final class UnprocessedJar {

    private UnprocessedJar() {}

    /** Compiles sources, as a named module where there is a descriptor, and packs what comes out. */
    static Path in(Path work, String name, Map<String, String> sources) throws IOException {
        Path folder = Files.createDirectories(work.resolve(name));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                sources.containsKey("module-info.java") ? "--module-path" : "-classpath",
                Author.path(Author.jarOf(RendezvousBackend.class), Author.runtimeJar(), Author.indexJar())));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages, true);
        if (ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(messages.toString());
        }
        return Author.pack(classes, work.resolve(name + ".jar"));
    }
}
