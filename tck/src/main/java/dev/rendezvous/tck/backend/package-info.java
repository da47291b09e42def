/** The check of how a backend is packed: {@link dev.rendezvous.tck.backend.BackendCheck}. */
@NullMarked
package dev.rendezvous.tck.backend;

import org.jspecify.annotations.NullMarked;
