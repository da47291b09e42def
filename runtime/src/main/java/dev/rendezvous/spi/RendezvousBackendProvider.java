package dev.rendezvous.spi;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;

/**
 * Describes one backend and makes its handlers. The annotation processor writes an implementation for each annotated
 * element; one written by hand, listed in {@code META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider}, is as good.
 *
 * <p>An implementation is public, has a public constructor without parameters, keeps no state and may be used from any thread.
 * Neither its constructor nor {@link #descriptor()} loads the class of the backend.
 *
 * @since 0.1
 */
public interface RendezvousBackendProvider {

    /** {@return what the backend is called and what it reads; the same each time} */
    BackendDescriptor descriptor();

    /**
     * Makes a handler. What the backend throws comes through unchanged.
     *
     * @param parameters what the application asked for; its config has been checked against the declared options
     * @return a new handler, owned by the caller
     * @throws InterruptedException if the thread is interrupted while the backend waits
     */
    RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException;
}
