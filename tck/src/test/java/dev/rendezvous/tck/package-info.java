/** The stores of the runtime against the contract, and right and damaged backends against the kit. */
@NullMarked
package dev.rendezvous.tck;

import org.jspecify.annotations.NullMarked;
