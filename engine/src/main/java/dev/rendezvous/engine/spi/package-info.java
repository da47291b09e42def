/**
 * The port to a coordination service: what the author of an elastic backend implements, and what the engine asks of it.
 *
 * <p>{@link dev.rendezvous.engine.spi.CoordinationSpace} carries the contract. The kit {@code rendezvous-engine-tck} tests
 * each of its clauses.
 */
@NullMarked
package dev.rendezvous.engine.spi;

import org.jspecify.annotations.NullMarked;
