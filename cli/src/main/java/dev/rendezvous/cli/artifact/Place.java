package dev.rendezvous.cli.artifact;

/**
 * A file of an artifact, or a line of it, or the whole.
 *
 * @param root the artifact
 * @param entry the name of the file in it, with slashes; empty for the whole
 * @param line the line, from 1; 0 where it is about no line
 */
public record Place(Root root, String entry, int line) {

    /**
     * {@return the place of a line of this file}
     *
     * @param number the line, from 1; 0 for the file
     */
    public Place line(int number) {
        return new Place(root, entry, number);
    }

    /** {@return the name of the file below the path that was named; empty where that whole path is meant} */
    public String file() {
        return entry.isEmpty() ? root.trimmedPrefix() : root.prefix() + entry;
    }

    /** {@return as {@code app.jar!/BOOT-INF/lib/one.jar!/META-INF/services/name:3}} */
    @Override
    public String toString() {
        return root.join(root.path().toString(), file()) + (line > 0 ? ":" + line : "");
    }
}
