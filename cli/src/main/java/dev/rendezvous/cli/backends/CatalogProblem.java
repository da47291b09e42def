package dev.rendezvous.cli.backends;

import dev.rendezvous.registry.IndexProblem;
import java.net.URI;

/**
 * What could not be used of a class path, as the registry or the reader of paths found it.
 *
 * @param location the file
 * @param line the number of the line, from 1; 0 for the whole file
 * @param message what was found, what was expected, and how to fix it
 */
public record CatalogProblem(URI location, int line, String message) {

    /** {@return the problem that the registry found} */
    public static CatalogProblem of(IndexProblem problem) {
        return new CatalogProblem(problem.location(), problem.line(), problem.message());
    }

    /** {@return the problem as one line of text, which begins with its location} */
    @Override
    public String toString() {
        return location + (line == 0 ? ": " : " line " + line + ": ") + message;
    }
}
