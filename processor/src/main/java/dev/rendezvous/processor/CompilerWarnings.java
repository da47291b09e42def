package dev.rendezvous.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What {@code create} of a provider must suppress, so that a deprecated backend compiles under {@code -Werror}. */
final class CompilerWarnings {

    private CompilerWarnings() {}

    static Set<String> of(BackendCandidate candidate) {
        List<Deprecation> uses = new ArrayList<>(candidate.type().deprecations());
        candidate
                .method()
                .ifPresentOrElse(
                        method -> uses.add(method.deprecation()), () -> addConstructor(uses, candidate.type()));
        Set<String> warnings = new TreeSet<>();
        for (Deprecation use : uses) {
            if (use != Deprecation.NONE) {
                warnings.add(use.warning());
            }
        }
        return warnings;
    }

    private static void addConstructor(List<Deprecation> uses, ClassFacts type) {
        Shape shape = Shape.of(type);
        type.constructor(shape.parameters()).ifPresent(constructor -> uses.add(constructor.deprecation()));
        if (shape == Shape.FACTORY) {
            uses.add(type.factoryMethod());
        }
    }
}
