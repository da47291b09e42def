package dev.rendezvous.index.declaration;

import java.util.List;

/**
 * What an author declares of a backend. Nothing of it has been checked; {@link DeclarationChecks} does that.
 *
 * @param name the name of the backend
 * @param aliases further names
 * @param description empty for none
 * @param options the config keys: its own, and after them those of the option sets that it names
 * @since 0.1
 */
public record Declaration(String name, List<String> aliases, String description, List<DeclaredOption> options) {

    /**
     * Copies the lists.
     *
     */
    public Declaration {
        aliases = List.copyOf(aliases);
        options = List.copyOf(options);
    }
}
