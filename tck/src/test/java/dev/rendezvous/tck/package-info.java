/** The stores of the runtime against the contract. */
@NullMarked
package dev.rendezvous.tck;

import org.jspecify.annotations.NullMarked;
