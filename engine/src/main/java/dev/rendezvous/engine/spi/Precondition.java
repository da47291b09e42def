package dev.rendezvous.engine.spi;

/**
 * What must hold of a key for a write to be applied. There is no precondition that always holds.
 *
 * @since 0.1
 */
public sealed interface Precondition {

    /** The key does not exist. */
    record Absent() implements Precondition {}

    /**
     * The key exists with this version.
     *
     * @param version the version
     */
    record Version(long version) implements Precondition {}

    /**
     * {@return the precondition that the key does not exist}
     */
    static Precondition absent() {
        return new Absent();
    }

    /**
     * {@return the precondition that the key has a version}
     *
     * @param version the version
     */
    static Precondition version(long version) {
        return new Version(version);
    }
}
