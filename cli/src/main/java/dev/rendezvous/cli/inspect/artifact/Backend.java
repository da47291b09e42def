package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.index.IndexWriter;
import dev.rendezvous.index.declaration.DeclaredOption;
import dev.rendezvous.index.declaration.ProviderName;
import java.util.List;
import java.util.Optional;

/**
 * What a class file's {@code @RendezvousBackend} says. Nothing of it has been checked.
 *
 * @param implementation the binary name of the class that is annotated, or whose method is
 * @param method the annotated method, where it is one
 * @param name the name, as it stands there
 * @param aliases the aliases, as they stand there
 * @param description the description, as it stands there
 * @param options the config keys, as they stand there
 * @param optionSets the binary names of the classes whose config keys it reads too, as they stand there
 */
public record Backend(
        String implementation,
        Optional<String> method,
        String name,
        List<String> aliases,
        String description,
        List<DeclaredOption> options,
        List<String> optionSets) {

    /** The annotation has no place in what this module sees, so its name is written here; a test holds it to the real one. */
    static final String ANNOTATION = "Ldev/rendezvous/annotations/RendezvousBackend;";

    /** Copies the lists. */
    public Backend {
        aliases = List.copyOf(aliases);
        options = List.copyOf(options);
        optionSets = List.copyOf(optionSets);
    }

    static Backend of(String implementation, ClassFile.Annotated annotated) {
        AnnotationValues values = annotated.values();
        return new Backend(
                implementation,
                annotated.method(),
                values.text("value").orElse(""),
                values.texts().getOrDefault("aliases", List.of()),
                values.text("description").orElse(""),
                Options.of(values, "options"),
                values.texts().getOrDefault("optionsFrom", List.of()));
    }

    /** {@return the element as messages show it} */
    public String element() {
        return implementation + method.map(name -> "." + name).orElse("");
    }

    /** {@return the provider that the annotation processor makes of it} */
    public String providerClass() {
        return ProviderName.of(implementation, method);
    }

    /**
     * {@return whether a generated provider is that of this backend: by its own name, and where a tool has renamed or relocated
     * it, by what it says}
     *
     * @param provider the binary name of the provider, of the same backend's class
     * @param marker what it says
     */
    public boolean isMadeBy(String provider, Marker marker) {
        return marker.implementation().equals(implementation)
                && (providerClass().equals(provider) || name.equals(marker.name()));
    }

    /**
     * {@return whether the record tells the same; fields of later versions do not count}
     *
     * @param record the record of a provider of this backend
     */
    public boolean isDescribedBy(IndexRecord record) {
        return record.name().equals(name)
                && record.aliases().equals(aliases)
                && record.implementation().equals(implementation)
                && record.description().equals(description);
    }

    /**
     * {@return why no index can have it, as the end of a sentence; empty where one can}
     *
     * @param provider the binary name of its provider
     */
    public Optional<String> problem(String provider) {
        try {
            return IndexWriter.problemWith(entry(provider));
        } catch (IllegalArgumentException noProcessorLetsItPass) {
            return Optional.of(String.valueOf(noProcessorLetsItPass.getMessage()));
        }
    }

    /**
     * {@return what an index says of it}
     *
     * @param provider the binary name of its provider
     * @throws IllegalArgumentException where {@link #problem} is there
     */
    public IndexEntry entry(String provider) {
        return new IndexEntry(provider, Optional.of(new IndexRecord(name, aliases, implementation, description)));
    }
}
