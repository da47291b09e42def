/** Measures what it costs to ask a registry for a name, beside a bare map. */
@NullMarked
package dev.rendezvous.benchmarks.lookup;

import org.jspecify.annotations.NullMarked;
