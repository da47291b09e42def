/**
 * Where indexes and classes come from: locations, origins, class loaders and the files on their paths. Machinery of the
 * registry, not exported. Loads no class.
 */
@NullMarked
package dev.rendezvous.registry.source;

import org.jspecify.annotations.NullMarked;
