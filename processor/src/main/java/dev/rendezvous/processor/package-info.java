/**
 * Turns annotated elements into providers, and providers into the index.
 *
 * <p>Two annotation processors share the work, because build tools that compile incrementally ask for the difference:
 * {@link dev.rendezvous.processor.RendezvousBackendProcessor} is <em>isolating</em>, one element in and one provider out, and
 * {@link dev.rendezvous.processor.RendezvousIndexProcessor} is <em>aggregating</em>, all providers in and one index out.
 *
 * <pre>
 * read: Element -> model: BackendCandidate -> check: Finding* -> (none) -> write: provider source
 * read: provider -> IndexEntry -> check: Finding* -> (none) -> write: index, metadata: files for tools
 * </pre>
 *
 * <p>The steps in this package connect the packages below it.
 */
@NullMarked
package dev.rendezvous.processor;

import org.jspecify.annotations.NullMarked;
