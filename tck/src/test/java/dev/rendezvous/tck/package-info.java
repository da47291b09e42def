/** The stores of the runtime against their contract, and the check of histories. */
@NullMarked
package dev.rendezvous.tck;

import org.jspecify.annotations.NullMarked;
