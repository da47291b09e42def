package dev.rendezvous.integration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip of the command, unpacked as its user does. */
final class UnpackedDistribution {

    private UnpackedDistribution() {}

    /** {@return the folder that was in the zip, now in a folder that is made} */
    static Path in(Path target) throws IOException {
        try (ZipFile zip =
                new ZipFile(Author.requiredFile("rendezvous.dist.zip").toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path file = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                    Files.setLastModifiedTime(file, entry.getLastModifiedTime());
                }
            }
        }
        try (Stream<Path> folders = Files.list(target)) {
            return folders.findFirst().orElseThrow();
        }
    }
}
