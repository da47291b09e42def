/**
 * What every coordination space has to do, as tests: the author of an elastic backend extends {@link
 * dev.rendezvous.engine.tck.CoordinationContract} and says how to open a space.
 *
 * <p>The contract classes stand in a line, a few clauses each, so that a space passes all of them or none. Each test has the tag of its
 * clause, {@code C1} to {@code C12}; tests of what the port says beside the clauses have the tag {@code port}.
 */
@NullMarked
package dev.rendezvous.engine.tck;

import org.jspecify.annotations.NullMarked;
