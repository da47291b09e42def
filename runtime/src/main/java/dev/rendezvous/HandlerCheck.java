package dev.rendezvous;

import org.jspecify.annotations.Nullable;

/** Looks at what a backend gave before an application does. */
final class HandlerCheck {

    private HandlerCheck() {}

    /**
     * {@return the handler, which reports the name of the backend or the alias that was asked for}
     *
     * @throws IllegalStateException if there is no handler, or one that reports another name; that one is closed, since nobody
     *     else could
     */
    static RendezvousHandler check(@Nullable RendezvousHandler handler, BackendDescriptor backend, String asked) {
        if (handler == null) {
            throw new IllegalStateException(Messages.noHandler(backend));
        }
        RuntimeException failure;
        try {
            String reported = handler.backend();
            if (backend.name().equals(reported) || asked.equals(reported)) {
                return handler;
            }
            failure = new IllegalStateException(Messages.otherName(backend, asked, reported));
        } catch (RuntimeException e) {
            failure = e;
        }
        close(handler, failure);
        throw failure;
    }

    private static void close(RendezvousHandler handler, RuntimeException failure) {
        try {
            handler.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
