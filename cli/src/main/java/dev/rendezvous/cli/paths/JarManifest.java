package dev.rendezvous.cli.paths;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a jar says of the class path around it.
 *
 * @param classPath the entries of {@code Class-Path}
 * @param hasIndex whether it has an {@code INDEX.LIST}
 */
record JarManifest(List<String> classPath, boolean hasIndex) {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String INDEX = "META-INF/INDEX.LIST";
    private static final int MAX_BYTES = 4 << 20;
    private static final JarManifest NONE = new JarManifest(List.of(), false);

    /** {@return what the jar says; nothing where it cannot be read, which is for the reader of its contents to report} */
    static JarManifest of(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return new JarManifest(classPath(zip), find(zip, INDEX).isPresent());
        } catch (IOException | RuntimeException unreadable) {
            // The zip reader of the JDK throws more than it declares.
            return NONE;
        }
    }

    private static List<String> classPath(ZipFile zip) throws IOException {
        Optional<ZipEntry> entry = find(zip, MANIFEST);
        if (entry.isEmpty()) {
            return List.of();
        }
        try (InputStream in = zip.getInputStream(entry.get())) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            String value = new Manifest(new ByteArrayInputStream(bytes))
                    .getMainAttributes()
                    .getValue(Attributes.Name.CLASS_PATH);
            return value == null || value.isBlank()
                    ? List.of()
                    : List.of(value.strip().split("\\s+"));
        }
    }

    /** As Java's own reader finds them: the case of the letters does not matter. */
    private static Optional<ZipEntry> find(ZipFile zip, String name) {
        ZipEntry exact = zip.getEntry(name);
        return exact != null
                ? Optional.of(exact)
                : zip.stream()
                        .filter(entry -> entry.getName().equalsIgnoreCase(name))
                        .map(ZipEntry.class::cast)
                        .findFirst();
    }
}
