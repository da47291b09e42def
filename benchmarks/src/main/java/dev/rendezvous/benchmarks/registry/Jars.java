package dev.rendezvous.benchmarks.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the jars of a class path. A jar without backends has a class and a service file of something else. */
final class Jars {

    private final Template template;

    Jars(Template template) {
        this.template = template;
    }

    /** {@return the folder, with the jars in it} */
    Path write(Path folder, Shape shape) throws IOException {
        Files.createDirectories(folder);
        int next = 0;
        for (int jar = 0; jar < shape.jars(); jar++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "jar-%06d.jar", jar));
            int count = shape.isIndexed(jar) ? shape.backends() : 0;
            write(file, IntStream.range(next, next + count).boxed().toList());
            next += count;
        }
        return folder;
    }

    private void write(Path file, List<Integer> backends) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        backends.forEach(backend -> entries.putAll(template.classes(backend)));
        if (backends.isEmpty()) {
            entries.put("META-INF/services/com.acme.Other", "com.acme.OtherProvider\n".getBytes(UTF_8));
        } else {
            entries.putAll(Rivals.files(backends, entries));
            entries.put(Floor.INDEX, index(backends));
        }
        zip(file, entries);
    }

    private byte[] index(List<Integer> backends) {
        return backends.stream()
                .map(template::index)
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    private static void zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\r\n\r\n".getBytes(UTF_8));
            zip.closeEntry();
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}
