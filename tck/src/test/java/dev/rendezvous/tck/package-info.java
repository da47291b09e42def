/** The stores of the runtime against their contract, and correct and damaged backends against the check. */
@NullMarked
package dev.rendezvous.tck;

import org.jspecify.annotations.NullMarked;
