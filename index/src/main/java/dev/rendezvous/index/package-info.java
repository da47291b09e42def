/**
 * The index of backends that a jar carries: one format, its reader and its writer.
 *
 * <p>{@link dev.rendezvous.index.IndexReader bytes} become an {@link dev.rendezvous.index.IndexFile}, and
 * {@link dev.rendezvous.index.IndexEntry entries} become {@link dev.rendezvous.index.IndexWriter bytes}. Nothing in this module
 * knows a class loader, a URL or a compiler.
 *
 * <p>Every type is immutable or stateless and may be used from any thread. Input is treated as hostile: it is bounded before
 * it is parsed, and quoted before it is shown.
 */
@NullMarked
package dev.rendezvous.index;

import org.jspecify.annotations.NullMarked;
