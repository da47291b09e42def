package dev.rendezvous.engine.spi;

import java.util.List;

/**
 * The keys below a prefix.
 *
 * @param entries sorted by key
 * @since 0.1
 */
public record Listing(List<Entry> entries) {

    /** Copies the list. */
    public Listing {
        entries = List.copyOf(entries);
    }
}
