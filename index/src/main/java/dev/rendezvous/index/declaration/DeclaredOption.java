package dev.rendezvous.index.declaration;

import java.util.Optional;

/**
 * A config key as its author declared it. Nothing of it has been checked.
 *
 * @param name the key
 * @param type what its value parses as; empty for a type that this version does not know
 * @param defaultValue empty for none
 * @param description empty for none
 * @param required whether it must be given
 * @since 0.1
 */
public record DeclaredOption(
        String name, Optional<ValueType> type, String defaultValue, String description, boolean required) {}
