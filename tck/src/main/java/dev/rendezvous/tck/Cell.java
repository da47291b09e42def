package dev.rendezvous.tck;

import java.util.Optional;

/**
 * The state of a key of a store.
 *
 * @param value its value; empty if the key does not exist
 */
record Cell(Optional<String> value) {

    static final Cell MISSING = new Cell(Optional.empty());

    static Cell of(String value) {
        return new Cell(Optional.of(value));
    }
}
