package dev.rendezvous.registry.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar or a folder of classes as it is now, read without a class loader. */
public final class ClassFiles {

    private static final String CLASS = ".class";

    private final Path root;

    private ClassFiles(Path root) {
        this.root = root;
    }

    /** {@return the jar or folder; empty if the location is unknown or not a file} */
    public static Optional<ClassFiles> at(Optional<URI> location) {
        return location.flatMap(ClassFiles::path).map(ClassFiles::new);
    }

    /** {@return the file; empty if the location is not one} */
    static Optional<Path> path(URI location) {
        try {
            return "file".equals(location.getScheme()) ? Optional.of(Path.of(location)) : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    public String place() {
        return root.toString();
    }

    public boolean exist() {
        return Files.exists(root);
    }

    public boolean contain(String resource) throws IOException {
        if (Files.isDirectory(root)) {
            return Files.exists(root.resolve(resource));
        }
        try (ZipFile zip = new ZipFile(root.toFile())) {
            return zip.getEntry(resource) != null;
        }
    }

    /** Reads a stream to a value. */
    interface StreamReader<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * {@return what a resource says}
     *
     * @throws NoSuchFileException if it is not there
     */
    <T> T read(String resource, StreamReader<T> reader) throws IOException {
        if (Files.isDirectory(root)) {
            try (InputStream in = Files.newInputStream(root.resolve(resource))) {
                return reader.read(in);
            }
        }
        try (ZipFile zip = new ZipFile(root.toFile())) {
            ZipEntry entry = zip.getEntry(resource);
            if (entry == null) {
                throw new NoSuchFileException(root + "!/" + resource);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return reader.read(in);
            }
        }
    }

    /** {@return the path of some file in it; empty if there is none} */
    Optional<String> anyResource() throws IOException {
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.list(root)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString())
                        .findFirst();
            }
        }
        try (ZipFile zip = new ZipFile(root.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .findFirst();
        }
    }

    /** {@return whether there is any class file in the folder of a package} */
    public boolean containClassOf(String packageFolder) throws IOException {
        return Files.isDirectory(root) ? isInFolder(root.resolve(packageFolder)) : isInJar(packageFolder + "/");
    }

    private static boolean isInFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> classes = Files.newDirectoryStream(folder, "*" + CLASS)) {
            return classes.iterator().hasNext();
        }
    }

    private boolean isInJar(String prefix) throws IOException {
        try (ZipFile zip = new ZipFile(root.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.startsWith(prefix) && name.endsWith(CLASS) && name.indexOf('/', prefix.length()) < 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
