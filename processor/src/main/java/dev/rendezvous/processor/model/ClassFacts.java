package dev.rendezvous.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules need to know of the class that is annotated, or whose method is annotated.
 *
 * @param kind with its article, as messages show it: "an interface"
 * @param traits what is true of it
 * @param privateClass the class itself or the one around it that is private
 * @param constructors its constructors, the one that the compiler adds included
 * @param deprecations of the class and of those around it
 * @param factoryMethod whether calling its {@code create} makes the compiler warn
 */
public record ClassFacts(
        String kind,
        Set<Trait> traits,
        Optional<String> privateClass,
        List<ExecutableFacts> constructors,
        List<Deprecation> deprecations,
        Deprecation factoryMethod) {

    /** Something that is true of a class. */
    public enum Trait {
        /** A class or a record: something with constructors that others may call. */
        CLASS,
        ABSTRACT,
        /** Declared in a block, with or without a name. */
        LOCAL,
        /** Not static, in another class. */
        INNER,
        GENERIC,
        /** The outermost class around it is not public, so it may stand in the source file of another class. */
        AUXILIARY,
        HANDLER,
        FACTORY
    }

    public ClassFacts {
        traits = Set.copyOf(traits);
        constructors = List.copyOf(constructors);
        deprecations = List.copyOf(deprecations);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public Optional<ExecutableFacts> constructor(ExecutableFacts.Parameters parameters) {
        return constructors.stream()
                .filter(constructor -> constructor.parameters() == parameters)
                .findFirst();
    }
}
