/**
 * Loads providers, and finds out why one cannot be loaded. Machinery of the registry, not exported.
 */
@NullMarked
package dev.rendezvous.registry.load;

import org.jspecify.annotations.NullMarked;
