package dev.rendezvous.processor.model;

import dev.rendezvous.index.declaration.Declaration;
import dev.rendezvous.index.declaration.DeclaredOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the annotation of a backend says, not checked yet.
 *
 * @param own what is written in the annotation itself
 * @param sets the classes that {@code optionsFrom} names, in that order
 */
public record BackendAnnotation(Declaration own, List<OptionSet> sets) {

    public BackendAnnotation {
        sets = List.copyOf(sets);
    }

    /** {@return what the backend declares: its own options first, then those of each set} */
    public Declaration declaration() {
        List<DeclaredOption> options = new ArrayList<>();
        for (OptionOrigin origin : origins()) {
            options.add(at(origin));
        }
        return new Declaration(own.name(), own.aliases(), own.description(), options);
    }

    private DeclaredOption at(OptionOrigin origin) {
        return origin.set()
                .map(set -> sets.get(set).options())
                .orElse(own.options())
                .get(origin.index());
    }

    /** {@return where each option of {@link #declaration} is written; a set that is named twice counts once} */
    public List<OptionOrigin> origins() {
        List<OptionOrigin> origins = new ArrayList<>();
        addAll(origins, Optional.empty(), own.options().size());
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < sets.size(); i++) {
            if (earlier.add(sets.get(i).className())) {
                addAll(origins, Optional.of(i), sets.get(i).options().size());
            }
        }
        return List.copyOf(origins);
    }

    private static void addAll(List<OptionOrigin> origins, Optional<Integer> set, int count) {
        for (int i = 0; i < count; i++) {
            origins.add(new OptionOrigin(set, i));
        }
    }
}
