/**
 * Finds backends by name: the registry, its results and its exceptions.
 *
 * <p>{@link dev.rendezvous.registry.RendezvousRegistry} is the entry point. Applications catch
 * {@link dev.rendezvous.registry.UnknownBackendException}, {@link dev.rendezvous.registry.AmbiguousBackendException} and
 * {@link dev.rendezvous.registry.BackendLoadException}.
 */
@NullMarked
package dev.rendezvous.registry;

import org.jspecify.annotations.NullMarked;
