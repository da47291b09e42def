package dev.rendezvous.processor.write;

import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.ClassFacts;
import dev.rendezvous.processor.model.ClassFacts.Trait;
import dev.rendezvous.processor.model.Deprecation;
import dev.rendezvous.processor.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What {@code create} of a provider must suppress, so that any backend compiles under {@code -Werror}. */
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
        if (candidate.type().is(Trait.AUXILIARY)) {
            // javac warns of the use of a class that stands in the file of another, and no element tells its file.
            warnings.add("auxiliaryclass");
            // Eclipse's compiler does not know that warning, and would warn of its name unless "all" stands beside it.
            warnings.add("all");
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
