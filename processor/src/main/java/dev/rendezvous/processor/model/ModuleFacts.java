package dev.rendezvous.processor.model;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the rule needs to know of a named module.
 *
 * @param name its name
 * @param provided the classes that its directive for the provider interface names
 * @param generated its generated providers
 */
public record ModuleFacts(String name, SortedSet<String> provided, SortedSet<String> generated) {

    public ModuleFacts {
        provided = new TreeSet<>(provided);
        generated = new TreeSet<>(generated);
    }

    /** {@return the generated providers that the directive does not name} */
    public SortedSet<String> missing() {
        SortedSet<String> missing = new TreeSet<>(generated);
        missing.removeAll(provided);
        return missing;
    }

    /** {@return the directive as it has to be: a module has only one for a service, so it keeps what is there} */
    public String directive() {
        SortedSet<String> all = new TreeSet<>(provided);
        all.addAll(generated);
        return all.stream()
                .collect(Collectors.joining(
                        ", ", "provides " + RuntimeNames.spi(RuntimeNames.PROVIDER) + " with ", ";"));
    }
}
