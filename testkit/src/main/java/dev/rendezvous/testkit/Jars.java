package dev.rendezvous.testkit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Reads and writes jars as maps of files. */
public final class Jars {

    private Jars() {}

    /** {@return the path, after a jar with these files, in their order, was written there} The same files give the same bytes. */
    public static Path write(Path jar, Map<String, byte[]> contents) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                JarEntry entry = new JarEntry(content.getKey());
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(content.getValue());
                out.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the folder, after the same files were written into it} */
    public static Path writeFolder(Path folder, Map<String, byte[]> contents) {
        try {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                Path file = folder.resolve(content.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, content.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the files of a jar, or those below a folder, by their paths} */
    public static Map<String, byte[]> contentsOf(Path place) {
        try {
            return Files.isDirectory(place) ? contentsOfFolder(place) : contentsOfJar(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> contentsOfFolder(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
                contents.put(path, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static Map<String, byte[]> contentsOfJar(Path jar) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry :
                    file.stream().filter(entry -> !entry.isDirectory()).toList()) {
                contents.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        return contents;
    }
}
