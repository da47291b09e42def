/** The contract is run against spaces in memory, and against spaces that break one clause each. */
@NullMarked
package dev.rendezvous.engine.tck;

import org.jspecify.annotations.NullMarked;
