package dev.rendezvous.tck;

import java.util.Optional;

/**
 * What a key of a store holds.
 *
 * @param value its value; empty if the key is not there
 */
record Cell(Optional<String> value) {

    static final Cell MISSING = new Cell(Optional.empty());

    static Cell of(String value) {
        return new Cell(Optional.of(value));
    }
}
