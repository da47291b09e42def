package dev.rendezvous;

/**
 * Makes handlers for the parameters of an application. It may be called from many threads at once.
 *
 * @since 0.1
 */
public interface RendezvousHandlerFactory {

    /**
     * Makes a handler.
     *
     * @param parameters what the application asked for
     * @return a new handler, owned by the caller
     * @throws IllegalArgumentException if the parameters do not fit the backend
     * @throws RendezvousException if the backend cannot be reached
     * @throws InterruptedException if the thread is interrupted
     */
    RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException;
}
