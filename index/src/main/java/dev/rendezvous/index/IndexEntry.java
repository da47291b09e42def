package dev.rendezvous.index;

import dev.rendezvous.index.declaration.BinaryName;
import dev.rendezvous.index.text.Quote;
import java.util.Optional;

/**
 * A backend as an index lists it.
 *
 * @param providerClass the binary name of the provider class, legal by {@link BinaryName}; that it is listed is what makes
 *     the backend a member
 * @param record what is known of the backend without loading the provider; empty where a tool lost it, or where the line was
 *     written by hand
 * @since 0.1
 */
public record IndexEntry(String providerClass, Optional<IndexRecord> record) {

    /**
     * Checks the provider class.
     *
     * @throws IllegalArgumentException if the provider class is not a legal binary name
     */
    public IndexEntry {
        if (!BinaryName.isLegal(providerClass)) {
            throw new IllegalArgumentException(Quote.text(providerClass) + " "
                    + BinaryName.problemWith(providerClass).orElseThrow());
        }
    }
}
