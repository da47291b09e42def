package dev.rendezvous.index;

import dev.rendezvous.index.declaration.Description;

/** The fields of a record: those that this version knows, and what any other may look like. */
final class FieldSyntax {

    static final String NAME = "name";
    static final String ALIASES = "aliases";
    static final String IMPLEMENTATION = "implementation";

    private FieldSyntax() {}

    static boolean isExtraKey(String key) {
        return isKey(key) && !isKnown(key);
    }

    static boolean isKnown(String key) {
        return key.equals(NAME) || key.equals(ALIASES) || key.equals(IMPLEMENTATION);
    }

    static boolean isValue(String value) {
        return value.chars().noneMatch(c -> c <= ' ' || c == 0x7f)
                && Description.problemWith(value).isEmpty();
    }

    private static boolean isKey(String key) {
        return !key.isEmpty() && !key.contains("=") && isValue(key);
    }
}
