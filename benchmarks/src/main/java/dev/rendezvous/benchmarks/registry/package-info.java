/**
 * Measures what it costs to find 10,000 backends in 1,000 jars, side by side: the registry, the bare reading of the same bytes, and
 * the loaders and scanners that others use.
 */
@NullMarked
package dev.rendezvous.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
