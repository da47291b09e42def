package dev.rendezvous.cli.inspect.artifact;

/**
 * Something that was not read.
 *
 * @param kind why
 * @param place where it is
 * @param message what is wrong with it, as the end of a sentence that begins with "it"
 */
public record Damage(Kind kind, Place place, String message) {

    /** Why something was not read. */
    public enum Kind {
        /** Its bytes break their format, or cannot be got at. */
        UNREADABLE,
        /** It is larger than what is read of anything. */
        TOO_LARGE,
        /** It is in a jar more than once, and only the one that a class loader takes was read. */
        TWICE,
        /** It is a folder of class files, and a class loader finds none of them. */
        MISPLACED
    }
}
