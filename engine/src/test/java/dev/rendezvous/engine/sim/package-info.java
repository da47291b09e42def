/**
 * A deterministic world for the protocol: nodes, programs, a network and a service with every fault that the protocol must stand, on virtual
 * time, from one seed. The checkers hold what happens against the invariants.
 */
@NullMarked
package dev.rendezvous.engine.sim;

import org.jspecify.annotations.NullMarked;
