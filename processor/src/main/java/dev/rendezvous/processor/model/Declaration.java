package dev.rendezvous.processor.model;

import java.util.List;

/**
 * What the annotation says, not checked yet.
 *
 * @param name the name of the backend
 * @param aliases further names
 * @param description empty for none
 * @param options the config keys
 */
public record Declaration(String name, List<String> aliases, String description, List<DeclaredOption> options) {

    public Declaration {
        aliases = List.copyOf(aliases);
        options = List.copyOf(options);
    }
}
