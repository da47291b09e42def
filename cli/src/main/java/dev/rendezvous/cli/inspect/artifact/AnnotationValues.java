package dev.rendezvous.cli.inspect.artifact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An annotation as a class file has it.
 *
 * @param descriptor the type, such as {@code Lcom/acme/Type;}
 * @param texts the values that are texts, names of enum constants, classes, or arrays of them, by the name of their member; a truth
 *     value is the text {@code true} or {@code false}, a class is its binary name; all others are left out
 * @param annotations the values that are annotations or arrays of them, by the name of their member
 */
record AnnotationValues(
        String descriptor, Map<String, List<String>> texts, Map<String, List<AnnotationValues>> annotations) {

    /** {@return an annotation without values, to be filled while it is read} */
    static AnnotationValues empty(String descriptor) {
        return new AnnotationValues(descriptor, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** {@return the first text of a member} */
    Optional<String> text(String member) {
        return texts.getOrDefault(member, List.of()).stream().findFirst();
    }
}
