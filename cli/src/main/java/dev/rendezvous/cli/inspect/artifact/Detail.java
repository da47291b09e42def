package dev.rendezvous.cli.inspect.artifact;

/** How much is read of an artifact. */
public enum Detail {
    /** What its index, its class files and its module descriptor say. */
    FACTS,
    /** That, and the SHA-256 of all its bytes, which takes a second look at each of them. */
    FACTS_AND_DIGEST
}
