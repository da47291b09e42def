/** What a backend author writes: {@link dev.rendezvous.annotations.RendezvousBackend}, and nothing else. */
@NullMarked
package dev.rendezvous.annotations;

import org.jspecify.annotations.NullMarked;
