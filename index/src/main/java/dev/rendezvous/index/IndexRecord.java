package dev.rendezvous.index;

import dev.rendezvous.index.declaration.BackendName;
import dev.rendezvous.index.declaration.BinaryName;
import dev.rendezvous.index.declaration.Description;
import dev.rendezvous.index.text.Quote;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an index tells about a backend without loading a class.
 *
 * @param name the backend's name, legal by {@link BackendName}
 * @param aliases its further names, distinct and legal, in the order in which they were declared
 * @param implementation the binary name of the class that the author annotated, or whose method the author annotated
 * @param description one line, legal by {@link Description}; empty for none
 * @param extras fields with keys that this version of the format does not know, kept as they came
 * @since 0.1
 */
public record IndexRecord(
        String name,
        List<String> aliases,
        String implementation,
        String description,
        SortedMap<String, String> extras) {

    /**
     * Checks every component and copies the collections.
     *
     * @throws IllegalArgumentException naming the component that is not legal, and why
     */
    public IndexRecord {
        if (!BackendName.isLegal(name)) {
            throw illegal("the name", name, BackendName.problemWith(name).orElseThrow());
        }
        aliases = List.copyOf(aliases);
        if (!aliases.isEmpty()) {
            checkAliases(name, aliases);
        }
        if (!BinaryName.isLegal(implementation)) {
            throw illegal(
                    "the implementation",
                    implementation,
                    BinaryName.problemWith(implementation).orElseThrow());
        }
        Optional<String> problem = Description.problemWith(description);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("the description " + problem.get());
        }
        extras = copyOf(extras);
    }

    /**
     * Makes a record without extras.
     *
     * @throws IllegalArgumentException naming the component that is not legal, and why
     */
    public IndexRecord(String name, List<String> aliases, String implementation, String description) {
        this(name, aliases, implementation, description, Collections.emptySortedMap());
    }

    private static void checkAliases(String name, List<String> aliases) {
        Set<String> earlierNames = new HashSet<>(Set.of(name));
        for (String alias : aliases) {
            if (!BackendName.isLegal(alias)) {
                throw illegal("the alias", alias, BackendName.problemWith(alias).orElseThrow());
            }
            if (!earlierNames.add(alias)) {
                throw illegal("the alias", alias, "is there twice");
            }
        }
    }

    private static SortedMap<String, String> copyOf(SortedMap<String, String> extras) {
        if (extras.isEmpty()) {
            return Collections.emptySortedMap();
        }
        for (Map.Entry<String, String> field : extras.entrySet()) {
            if (!FieldSyntax.isExtraKey(field.getKey()) || !FieldSyntax.isValue(field.getValue())) {
                throw new IllegalArgumentException(
                        "the field " + Quote.text(field.getKey() + "=" + field.getValue()) + " is not key=value");
            }
        }
        // Not new TreeMap<>(SortedMap): that would take over the order, which shows in what is written.
        SortedMap<String, String> copy = new TreeMap<>();
        copy.putAll(extras);
        return Collections.unmodifiableSortedMap(copy);
    }

    private static IllegalArgumentException illegal(String what, String text, String problem) {
        return new IllegalArgumentException(what + " " + Quote.text(text) + " " + problem);
    }
}
