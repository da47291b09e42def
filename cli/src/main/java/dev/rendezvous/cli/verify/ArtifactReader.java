package dev.rendezvous.cli.verify;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a jar or a class folder. What cannot be read becomes a finding and costs nothing else. */
final class ArtifactReader {

    /** The JVM's own limits allow larger ones; nobody has seen one. */
    private static final int MAX_CLASS_BYTES = 16 << 20;

    private static final String INDEX = IndexFormat.path(RendezvousBackendProvider.class.getName());
    private static final String CLASS = ".class";
    private static final Set<String> ANNOTATIONS = Set.of(Backend.ANNOTATION, Marker.ANNOTATION);

    private final Path path;
    private IndexFile index = new IndexFile(List.of(), List.of());
    private final Set<String> classes = new HashSet<>();
    private final List<Backend> backends = new ArrayList<>();
    private final Map<String, Marker> markers = new TreeMap<>();
    private final List<Finding> damages = new ArrayList<>();

    private ArtifactReader(Path path) {
        this.path = path;
    }

    /** A file's content, opened when it is wanted. */
    private interface Content {
        InputStream open() throws IOException;
    }

    static Artifact read(Path path) {
        ArtifactReader reader = new ArtifactReader(path);
        try {
            if (Files.isDirectory(path)) {
                reader.readFolder();
            } else {
                reader.readJar();
            }
        } catch (IOException e) {
            reader.damages.add(Finding.of(Problem.UNREADABLE, Place.of(path), String.valueOf(e.getMessage())));
        }
        return new Artifact(path, reader.index, reader.classes, reader.backends, reader.markers, reader.damages);
    }

    private void readJar() throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<? extends ZipEntry> files =
                    zip.stream().filter(entry -> !entry.isDirectory()).toList();
            for (ZipEntry file : files) {
                readFile(file.getName(), () -> zip.getInputStream(file));
            }
        }
    }

    private void readFolder() throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                String name = path.relativize(file).toString();
                readFile(name.replace(file.getFileSystem().getSeparator(), "/"), () -> Files.newInputStream(file));
            }
        }
    }

    private void readFile(String name, Content content) {
        try {
            if (name.equals(INDEX)) {
                index = IndexReader.parse(bytes(content, IndexFormat.MAX_FILE_BYTES));
            } else if (name.endsWith(CLASS)) {
                readClass(name.substring(0, name.length() - CLASS.length()).replace('/', '.'), content);
            }
        } catch (IOException | ClassFileException e) {
            damages.add(Finding.of(Problem.UNREADABLE, Place.of(path).at(name), String.valueOf(e.getMessage())));
        }
    }

    /** A class file that lies elsewhere than its name says is one that no plain class loader finds. */
    private void readClass(String name, Content content) throws IOException {
        byte[] bytes = bytes(content, MAX_CLASS_BYTES);
        if (bytes.length > MAX_CLASS_BYTES) {
            throw new ClassFileException("it has more than " + MAX_CLASS_BYTES + " bytes");
        }
        ClassFile file = ClassFile.read(bytes, ANNOTATIONS);
        if (file.name().equals(name)) {
            classes.add(name);
            file.annotations().forEach(annotated -> remember(name, annotated));
        }
    }

    private void remember(String className, ClassFile.Annotated annotated) {
        if (annotated.values().descriptor().equals(Backend.ANNOTATION)) {
            backends.add(Backend.of(className, annotated));
        } else {
            markers.put(className, Marker.of(annotated.values()));
        }
    }

    private static byte[] bytes(Content content, int limit) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(limit + 1);
        }
    }
}
