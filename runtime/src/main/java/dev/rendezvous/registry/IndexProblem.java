package dev.rendezvous.registry;

import java.net.URI;

/**
 * A place in an index that could not be used. It costs that line, or that file, and nothing else.
 *
 * @param location the index, or the class loader whose indexes could not be listed
 * @param line the number of the line, from 1; 0 where the whole file is meant
 * @param message what was found and what was expected
 * @since 0.1
 */
public record IndexProblem(URI location, int line, String message) {

    /** {@return the problem as one line of text} */
    @Override
    public String toString() {
        return location + (line == 0 ? ": " : " line " + line + ": ") + message;
    }
}
