/**
 * What every store has to do, as tests: an author extends {@link dev.rendezvous.tck.StoreContract} and says how to make one.
 * What every backend has to be, as one call in a test: {@link dev.rendezvous.tck.BackendKit}.
 *
 * <p>The contract classes stand in a line, one concern each, so that a store passes all of them or none.
 */
@NullMarked
package dev.rendezvous.tck;

import org.jspecify.annotations.NullMarked;
