/**
 * Contracts as tests, for authors of stores and backends.
 *
 * <p>{@link dev.rendezvous.tck.StoreContract} is the contract of stores, and {@link dev.rendezvous.tck.RendezvousHandlerContract}
 * that of handlers. A test class implements one of them and says how to make a store or a handler. Each contract consists of
 * parts that a test class may also implement alone. {@link dev.rendezvous.tck.backend.BackendCheck} checks in one call how a backend is
 * packed. The contracts need JUnit and no other library.
 */
@NullMarked
package dev.rendezvous.tck;

import org.jspecify.annotations.NullMarked;
