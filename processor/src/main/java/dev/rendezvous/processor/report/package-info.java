/** Prints findings where their author looks for them, and keeps exceptions away from the compiler. */
@NullMarked
package dev.rendezvous.processor.report;

import org.jspecify.annotations.NullMarked;
