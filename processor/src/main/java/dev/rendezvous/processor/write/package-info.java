/** Writes providers, and reads what an earlier compile wrote. */
@NullMarked
package dev.rendezvous.processor.write;

import org.jspecify.annotations.NullMarked;
