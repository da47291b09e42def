package dev.rendezvous.registry;

import java.net.URI;

/**
 * A line or a file that a discovery could not use. Everything else is used. Only a registry makes one; two are equal if all
 * their parts are.
 *
 * @since 0.1
 */
public sealed interface IndexProblem permits Results.ProblemResult {

    /** {@return the index; or the file, class loader or layer that could not be searched} */
    URI location();

    /** {@return the number of the line, from 1; 0 for the whole file} */
    int line();

    /** {@return what was found, what was expected, and how to fix it} */
    String message();

    /** {@return the problem as one line of text, which begins with its location} */
    @Override
    String toString();
}
