package dev.rendezvous.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where classes come from, and folders that are no longer needed. */
public final class Places {

    private Places() {}

    /**
     * {@return the jar or folder of a class, as an element of a class path}
     *
     * @param type a class of a jar or folder
     */
    public static String of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Removes a folder and what is in it.
     *
     * @param folder a folder
     * @throws IOException if something cannot be removed
     */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
