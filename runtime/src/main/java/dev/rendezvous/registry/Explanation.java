package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * Why a name means what it means.
 *
 * @param name the name or alias that was asked about
 * @param chosen the backend that it stands for; empty if there is none, or if several claim it
 * @param candidates everyone who claims it
 * @since 0.1
 */
public record Explanation(String name, Optional<BackendDescriptor> chosen, List<Candidate> candidates) {

    /** The verdict on the candidate that a name stands for. */
    public static final String CHOSEN = "chosen";

    /**
     * Copies the list.
     *
     * @param name see the record
     * @param chosen see the record
     * @param candidates see the record
     */
    public Explanation {
        candidates = List.copyOf(candidates);
    }

    /**
     * One who claims the name.
     *
     * @param descriptor what is known of it, with its options where its provider can be loaded
     * @param line the line of its index, from 1; 0 for a factory that was registered by hand
     * @param verdict {@value #CHOSEN}, or why it is not
     * @since 0.1
     */
    public record Candidate(BackendDescriptor descriptor, int line, String verdict) {}
}
