package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.ModuleFacts;
import java.util.Optional;

/** Checks that a named module provides what was generated in it, whether or not it exports the package. */
public final class ModuleRule {

    private ModuleRule() {}

    public static Optional<Finding> check(ModuleFacts module) {
        return module.missing().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Message.NOT_PROVIDED,
                        Place.ANNOTATION,
                        module.name(),
                        String.join(", ", module.missing()),
                        module.directive()));
    }
}
