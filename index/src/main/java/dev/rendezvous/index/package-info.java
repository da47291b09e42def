/**
 * The index of backends that a jar carries: one format, its reader and its writer.
 *
 * <p>{@link dev.rendezvous.index.IndexReader bytes} become an {@link dev.rendezvous.index.IndexFile}, and
 * {@link dev.rendezvous.index.IndexEntry entries} become {@link dev.rendezvous.index.IndexWriter bytes}. Beside it stand
 * the grammars that the compiler side and the run-time side must agree on, since this package is all that they share:
 * {@link dev.rendezvous.index.BackendName}, {@link dev.rendezvous.index.BinaryName},
 * {@link dev.rendezvous.index.OptionName}, {@link dev.rendezvous.index.ValueType} and
 * {@link dev.rendezvous.index.Description}. Nothing here knows a class loader, a URL or a compiler.
 *
 * <p>Every type is immutable or stateless and may be used from any thread. Text that comes in is taken as hostile: it is
 * bounded before it is parsed, and quoted before it is shown.
 */
@NullMarked
package dev.rendezvous.index;

import org.jspecify.annotations.NullMarked;
