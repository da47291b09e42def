package dev.rendezvous.processor.model;

import dev.rendezvous.index.declaration.DeclaredOption;
import java.util.List;

/**
 * A class that {@code optionsFrom} names.
 *
 * @param className as messages show it
 * @param isAnnotated whether it has the annotation {@code @Options}
 * @param options what the annotation declares; empty where there is none
 */
public record OptionSet(String className, boolean isAnnotated, List<DeclaredOption> options) {

    public OptionSet {
        options = List.copyOf(options);
    }
}
