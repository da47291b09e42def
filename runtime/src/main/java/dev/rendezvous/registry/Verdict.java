package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;

/**
 * Whether a name stands for one of the backends that claim it, and why. Only a registry makes one; two are equal if all their
 * parts are.
 *
 * @since 0.1
 */
public sealed interface Verdict permits Results.VerdictResult {

    /** {@return the backend, where it came from, and its options if its provider can be loaded} */
    BackendDescriptor descriptor();

    /** {@return the line of its index, from 1; 0 for a factory that was registered by hand} */
    int line();

    /** {@return the verdict} */
    Kind kind();

    /** {@return why, as one line without a final full stop} */
    String reason();

    /** {@return the verdict as one line of text for people: {@code chosen}, or the verdict with its reason} */
    @Override
    String toString();

    /**
     * What a verdict can be.
     *
     * @since 0.1
     */
    enum Kind {
        /** The name stands for this backend, and its provider can be loaded. */
        CHOSEN,
        /** The name stands for this backend, but its provider cannot be loaded. */
        NOT_LOADABLE,
        /** The application prefers another backend. */
        NOT_PREFERRED,
        /** Several backends claim the name, and no preference singles out one of them. */
        AMBIGUOUS,
        /** The policy of the registry does not let it in. */
        DENIED
    }
}
