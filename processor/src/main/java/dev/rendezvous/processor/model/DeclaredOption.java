package dev.rendezvous.processor.model;

import dev.rendezvous.index.declaration.ValueType;

/**
 * A config key as the author declared it, not checked yet.
 *
 * @param name the key
 * @param type what its value parses as
 * @param defaultValue empty for none
 * @param description empty for none
 * @param required whether it must be given
 */
public record DeclaredOption(String name, ValueType type, String defaultValue, String description, boolean required) {}
