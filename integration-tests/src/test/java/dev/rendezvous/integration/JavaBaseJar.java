package dev.rendezvous.integration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The classes of java.base in a jar, for tools that want to see the library: a JDK need not have {@code jmods} any more. */
final class JavaBaseJar {

    private JavaBaseJar() {}

    static Path write(Path jar) throws IOException {
        Path module = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(module)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = module.relativize(file).toString();
                if (name.endsWith(".class") && !name.equals("module-info.class")) {
                    contents.put(name, Files.readAllBytes(file));
                }
            }
        }
        return Author.write(jar, contents);
    }
}
