/**
 * Turns annotated elements into providers, and providers into the index.
 *
 * <p>Two annotation processors share the work, because build tools that compile incrementally ask for the difference:
 * {@link dev.rendezvous.processor.RendezvousBackendProcessor} is <em>isolating</em>, one element in and one provider out, and
 * {@link dev.rendezvous.processor.RendezvousIndexProcessor} is <em>aggregating</em>, all providers in and one index out.
 *
 * <pre>
 * Element -> BackendCandidate -> Rules -> Finding* -> (none) -> ProviderSource -> ProviderFiles
 * provider -> BackendLookup -> IndexEntry -> DuplicateNames -> IndexWriter
 * IndexEntry -> MetadataFiles -> MetadataStep
 * </pre>
 *
 * <p>The types of the compiler end at {@code BackendCandidate}: what comes after it is made of texts and flags, so that a rule
 * can be read, and tested, without a compiler.
 */
@NullMarked
package dev.rendezvous.processor;

import org.jspecify.annotations.NullMarked;
