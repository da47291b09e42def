package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.cli.paths.DesktopFiles;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.index.OrphanedRecord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes the files of one artifact, one after the other. What cannot be read becomes a damage and costs nothing else. */
final class ArtifactReader {

    /** The limits of the JVM allow larger ones, which no compiler writes. */
    private static final int MAX_CLASS_BYTES = 16 << 20;

    private static final String CLASS = ".class";
    private static final String JAR = ".jar";
    private static final Set<String> ANNOTATIONS = Set.of(Backend.ANNOTATION, Marker.ANNOTATION, Options.ANNOTATION);

    private final Root root;
    private final Budget budget;
    private final Detail detail;
    private IndexFile index = new IndexFile(List.of(), List.of());
    private List<OrphanedRecord> orphans = List.of();
    private final List<ClassFacts> classes = new ArrayList<>();
    private final List<ModuleFacts> modules = new ArrayList<>();
    private final SortedMap<String, byte[]> digests = new TreeMap<>();
    private final SortedSet<String> misplaced = new TreeSet<>();
    private final List<Damage> damages = new ArrayList<>();

    ArtifactReader(Root root, Budget budget, Detail detail) {
        this.root = root;
        this.budget = budget;
        this.detail = detail;
    }

    /** Takes a file as class loaders of every release find it. */
    void read(String name, Content content) {
        read(new Versioned(name, 0), name, content);
    }

    /** Takes a file whose bytes count for the digest of the whole. */
    void readAndDigest(String name, Content content) {
        read(name, content);
        try {
            if (detail == Detail.FACTS_AND_DIGEST) {
                digests.put(name, Sha256.of(content, budget));
            }
        } catch (IOException e) {
            damaged(name, e);
        }
    }

    /** Takes a file of a jar that has other classes for other releases. */
    void readMultiRelease(String name, Content content) {
        read(Versioned.of(name), name, content);
    }

    void damaged(Exception e) {
        damaged(Place.of(root), e);
    }

    void damaged(String name, Exception e) {
        damaged(Place.of(root, name), e);
    }

    void damaged(Damage.Kind kind, String message) {
        damages.add(new Damage(kind, Place.of(root), message));
    }

    /** Takes note that a jar has a file more than once, if the file is one that is read here. */
    void twice(String name) {
        if (name.endsWith(ArtifactFiles.INDEX)
                || name.endsWith(CLASS)
                || name.endsWith(JAR)
                || name.equals(ArtifactFiles.MANIFEST)) {
            damages.add(new Damage(Damage.Kind.TWICE, Place.of(root, name), "is in the jar more than once"));
        }
    }

    /** Takes note if the folder has class files, and a class loader finds none of them. */
    void checkPlaces() {
        if (classes.isEmpty() && !misplaced.isEmpty()) {
            String message =
                    "has class files, but a class loader finds none of them here; their packages begin in the folder "
                            + misplaced.first();
            damaged(Damage.Kind.MISPLACED, message);
        }
    }

    /** {@return what was read; its digest, where one is wanted, is over all files that were taken} */
    Artifact finish() {
        boolean isDigested = detail == Detail.FACTS_AND_DIGEST && damages.isEmpty() && !budget.isSpent();
        return finish(isDigested ? Optional.of(Sha256.ofAll(digests)) : Optional.empty());
    }

    Artifact finish(Optional<byte[]> digest) {
        return new Artifact(root, index, orphans, classes, modules, digest.map(Sha256::hex), damages);
    }

    private void read(Versioned versioned, String name, Content content) {
        if (DesktopFiles.isOne(name)) {
            return;
        }
        try {
            if (name.equals(ArtifactFiles.INDEX)) {
                readIndex(budget.read(content, IndexFormat.MAX_FILE_BYTES));
            } else if (versioned.name().endsWith(CLASS)) {
                readClass(versioned, name, budget.read(content, MAX_CLASS_BYTES));
            }
        } catch (IOException | ClassFileException e) {
            damaged(name, e);
        }
    }

    private void readIndex(byte[] bytes) {
        index = IndexReader.parse(bytes);
        orphans = OrphanedRecord.in(bytes, index);
    }

    /** A class file that lies elsewhere than its name says is one that no plain class loader finds. */
    private void readClass(Versioned versioned, String name, byte[] bytes) {
        ClassFile file = ClassFileReader.read(bytes, ANNOTATIONS);
        String expected = file.name().replace('.', '/') + CLASS;
        if (!versioned.name().equals(expected)) {
            if (versioned.name().endsWith("/" + expected)) {
                misplaced.add(name.substring(0, name.length() - expected.length() - 1));
            }
            return;
        }
        file.module()
                .ifPresentOrElse(
                        module -> modules.add(ModuleFacts.of(module, Place.of(root, name), versioned.release())),
                        () -> classes.add(ClassFacts.of(file, Place.of(root, name), versioned.release())));
    }

    private void damaged(Place place, Exception e) {
        Damage.Kind kind = e instanceof TooLargeException ? Damage.Kind.TOO_LARGE : Damage.Kind.UNREADABLE;
        damages.add(new Damage(kind, place, reason(e)));
    }

    /** The message of a file system is the name of the file, and many others have none. */
    private static String reason(Exception e) {
        if (e instanceof TooLargeException || e instanceof ClassFileException) {
            return String.valueOf(e.getMessage());
        }
        boolean isSentence = e.getMessage() != null && e instanceof IOException && !(e instanceof FileSystemException);
        return "cannot be read: " + (isSentence ? e.getMessage() : e);
    }

    /**
     * A file of a jar of several releases.
     *
     * @param name its name to a class loader
     * @param release the release from which on it is there; 0 for all
     */
    private record Versioned(String name, int release) {

        private static final String VERSIONS = "META-INF/versions/";

        /** The first release that knows of such jars. */
        private static final int FIRST = 9;

        static Versioned of(String name) {
            int end = name.startsWith(VERSIONS) ? name.indexOf('/', VERSIONS.length()) : -1;
            int release = end < 0 ? 0 : release(name.substring(VERSIONS.length(), end));
            return release < FIRST ? new Versioned(name, 0) : new Versioned(name.substring(end + 1), release);
        }

        /** Two digits last for forty years, and keep a jar from being looked at for a million releases. */
        private static int release(String text) {
            return text.matches("[1-9]?[0-9]") ? Integer.parseInt(text) : 0;
        }
    }
}
