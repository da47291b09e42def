package dev.rendezvous.processor;

import java.util.List;

/**
 * What the annotation says, not checked yet.
 *
 * @param name the name of the backend
 * @param aliases further names
 * @param description empty for none
 * @param options the config keys
 */
record Declaration(String name, List<String> aliases, String description, List<DeclaredOption> options) {

    Declaration {
        aliases = List.copyOf(aliases);
        options = List.copyOf(options);
    }
}
