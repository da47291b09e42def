package dev.rendezvous.cli.verify;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.index.IndexWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a class file's {@code @RendezvousBackend} says.
 *
 * @param implementation the binary name of the class that is annotated, or whose method is
 * @param method the annotated method, where it is one
 * @param name the name, as it stands there
 * @param aliases the aliases, as they stand there
 * @param description the description, as it stands there
 */
record Backend(String implementation, Optional<String> method, String name, List<String> aliases, String description) {

    /** The annotation has no place in what this module sees, so its name is written here; a test holds it to the real one. */
    static final String ANNOTATION = "Ldev/rendezvous/annotations/RendezvousBackend;";

    static Backend of(String implementation, ClassFile.Annotated annotated) {
        AnnotationValues values = annotated.values();
        return new Backend(
                implementation,
                annotated.method(),
                values.text("value").orElse(""),
                values.texts().getOrDefault("aliases", List.of()),
                values.text("description").orElse(""));
    }

    /** {@return the element as messages show it} */
    String element() {
        return implementation + method.map(name -> "." + name).orElse("");
    }

    /** {@return the provider that the annotation processor makes of it} */
    String providerClass() {
        return implementation.replace('$', '_') + method.map(name -> "_" + name).orElse("") + "_RendezvousProvider";
    }

    /** {@return whether the record tells the same; fields of later versions do not count} */
    boolean isDescribedBy(IndexRecord record) {
        return record.name().equals(name)
                && record.aliases().equals(aliases)
                && record.implementation().equals(implementation)
                && record.description().equals(description);
    }

    /** {@return the line that describes this backend in an index; empty where no index can have it} */
    Optional<String> recordLine(String provider) {
        try {
            IndexRecord record = new IndexRecord(name, aliases, implementation, description);
            byte[] lines = IndexWriter.write(List.of(new IndexEntry(provider, Optional.of(record))));
            return new String(lines, StandardCharsets.UTF_8).lines().skip(1).findFirst();
        } catch (IllegalArgumentException noProcessorLetItPass) {
            return Optional.empty();
        }
    }
}
