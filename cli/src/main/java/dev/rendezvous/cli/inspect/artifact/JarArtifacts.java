package dev.rendezvous.cli.inspect.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a jar, and what is inside of it where it is a packed application. */
final class JarArtifacts {

    private static final int MAX_MANIFEST_BYTES = 4 << 20;

    private final Root root;
    private final Budget budget;
    private final Detail detail;
    private final Path temporary;

    /**
     * Prepares reading a jar.
     *
     * @param temporary an existing folder, into which one jar at a time is unpacked from the jar
     */
    JarArtifacts(Path path, Budget budget, Detail detail, Path temporary) {
        this.root = Root.ofJar(path);
        this.budget = budget;
        this.detail = detail;
        this.temporary = temporary;
    }

    /** {@return the jar itself, and then what is inside of it, sorted by name} */
    List<Artifact> read() {
        ArtifactReader outer = reader(root);
        List<Artifact> inside = new ArrayList<>();
        try (ZipFile zip = new ZipFile(root.path().toFile())) {
            PackedParts parts = new PackedParts(folder -> reader(root.folder(folder)));
            readFiles(zip, outer, parts::take);
            inside.addAll(parts.folders());
            parts.libraries().forEach((name, content) -> inside.add(readLibrary(root.file(name), content)));
        } catch (IOException | RuntimeException e) {
            // The zip reader of the JDK throws more than it declares, for names that are no text and the like.
            outer.damaged(e);
        }
        Optional<byte[]> digest = digest(root.path(), outer);
        budget.problem().ifPresent(problem -> outer.damaged(Damage.Kind.TOO_LARGE, problem));
        inside.add(0, outer.finish(digest));
        return inside;
    }

    private void readFiles(ZipFile zip, ArtifactReader reader, BiPredicate<String, Content> isTakenElsewhere) {
        BiConsumer<String, Content> others = isMultiRelease(zip, reader) ? reader::readMultiRelease : reader::read;
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements() && budget.takeFile()) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (entry.isDirectory()) {
                continue;
            }
            if (!seen.add(name)) {
                twice.add(name);
                continue;
            }
            Content content = () -> zip.getInputStream(asLoadersFindIt(zip, entry));
            if (!isTakenElsewhere.test(name, content)) {
                others.accept(name, content);
            }
        }
        twice.forEach(reader::twice);
    }

    /** Of several entries with one name; a name that is not a text is not found by any loader. */
    private static ZipEntry asLoadersFindIt(ZipFile zip, ZipEntry entry) {
        return Objects.requireNonNullElse(zip.getEntry(entry.getName()), entry);
    }

    /** Unpacked into a file of its own, since the list of the files of a jar stands at its end. */
    private Artifact readLibrary(Root library, Content content) {
        ArtifactReader reader = reader(library);
        try {
            Path unpacked = Files.createTempFile(temporary, "rdzv-", ".jar");
            try {
                unpack(content, unpacked);
                return readLibrary(unpacked, reader);
            } finally {
                Files.delete(unpacked);
            }
        } catch (IOException | RuntimeException e) {
            reader.damaged(e);
            return reader.finish(Optional.empty());
        }
    }

    private Artifact readLibrary(Path unpacked, ArtifactReader reader) throws IOException {
        try (ZipFile zip = new ZipFile(unpacked.toFile())) {
            readFiles(zip, reader, (name, content) -> false);
        }
        return reader.finish(digest(unpacked, reader));
    }

    private void unpack(Content content, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            budget.read(content, (buffer, length) -> out.write(buffer, 0, length));
        }
    }

    private boolean isMultiRelease(ZipFile zip, ArtifactReader reader) {
        ZipEntry manifest = zip.getEntry(ArtifactFiles.MANIFEST);
        if (manifest == null) {
            return false;
        }
        try {
            byte[] bytes = budget.read(() -> zip.getInputStream(manifest), MAX_MANIFEST_BYTES);
            String value = new Manifest(new ByteArrayInputStream(bytes))
                    .getMainAttributes()
                    .getValue(Attributes.Name.MULTI_RELEASE);
            return "true".equalsIgnoreCase(value);
        } catch (IOException e) {
            reader.damaged(ArtifactFiles.MANIFEST, e);
            return false;
        }
    }

    private Optional<byte[]> digest(Path jar, ArtifactReader reader) {
        try {
            return detail == Detail.FACTS_AND_DIGEST
                    ? Optional.of(Sha256.of(() -> Files.newInputStream(jar), budget))
                    : Optional.empty();
        } catch (IOException e) {
            reader.damaged(e);
            return Optional.empty();
        }
    }

    private ArtifactReader reader(Root part) {
        return new ArtifactReader(part, budget, detail);
    }
}
