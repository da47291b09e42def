package dev.rendezvous.cli.inspect.artifact;

import java.nio.file.Path;

/**
 * A file of an artifact, or a line of it, or the whole.
 *
 * @param root the artifact
 * @param entry the name of the file in it, with slashes; empty for the whole
 * @param line the line, from 1; 0 where it is about no line
 */
public record Place(Root root, String entry, int line) {

    /**
     * {@return the place of a whole artifact}
     *
     * @param root the artifact
     */
    public static Place of(Root root) {
        return new Place(root, "", 0);
    }

    /**
     * {@return the place of a file of an artifact}
     *
     * @param root the artifact
     * @param entry the name of the file in it, with slashes
     */
    public static Place of(Root root, String entry) {
        return new Place(root, entry, 0);
    }

    /**
     * {@return the place of a file that is not an artifact, such as a lock}
     *
     * @param file the file
     */
    public static Place ofFile(Path file) {
        return of(Root.ofJar(file));
    }

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
