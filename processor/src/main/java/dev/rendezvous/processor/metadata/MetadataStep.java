package dev.rendezvous.processor.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.report.FindingPrinter;
import dev.rendezvous.processor.write.ClassOutput;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes the files that tell other tools about the providers, and deletes those of an earlier compile that have other names. */
public final class MetadataStep {

    private final Optional<Set<MetadataKind>> kinds;
    private final Map<String, String> options;
    private final ClassOutput output;
    private final FindingPrinter printer;

    public MetadataStep(Map<String, String> options, ClassOutput output, FindingPrinter printer) {
        this.kinds = MetadataChoice.of(options);
        this.options = options;
        this.output = output;
        this.printer = printer;
    }

    /** {@return whether the options ask for known files; reports it if they do not} */
    public boolean isChosenRight() {
        if (kinds.isEmpty()) {
            printer.print(MetadataChoice.illegal(options));
        }
        return kinds.isPresent();
    }

    /**
     * Writes the files, but never over a file that a person wrote.
     *
     * @param providers the classes that the index lists
     * @param old the classes that it listed before this compile
     */
    public void write(SortedSet<String> providers, SortedSet<String> old) {
        SortedMap<String, String> files = MetadataFiles.of(kinds.orElseThrow(), providers);
        files.forEach(this::writeIfOurs);
        Set<String> stale = new TreeSet<>(
                MetadataFiles.of(EnumSet.allOf(MetadataKind.class), old).keySet());
        stale.removeAll(files.keySet());
        stale.forEach(this::deleteIfOurs);
    }

    /** Build tools copy resources before they compile, and a resource may have the same name. */
    private void writeIfOurs(String path, String text) {
        boolean isForeign = output.isTaken(path)
                || output.read(path).filter(bytes -> !isOurs(bytes)).isPresent();
        if (isForeign || !output.create(path, text.getBytes(UTF_8))) {
            printer.print(Message.FOREIGN_METADATA, path);
        }
    }

    /** An author may switch a file off and have a file of the same name. */
    private void deleteIfOurs(String path) {
        if (!output.isTaken(path)) {
            output.read(path).filter(MetadataStep::isOurs).ifPresent(bytes -> output.delete(path));
        }
    }

    private static boolean isOurs(byte[] bytes) {
        return new String(bytes, UTF_8).contains(Signature.TEXT);
    }
}
