package dev.rendezvous.registry;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.spi.BackendDescriptor;
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
        try {
            String reported = handler.backend();
            if (!backend.name().equals(reported) && !asked.equals(reported)) {
                throw new IllegalStateException(Messages.otherName(backend, asked, reported));
            }
            return handler;
        } catch (RuntimeException | Error e) {
            close(handler, e);
            throw e;
        }
    }

    private static void close(RendezvousHandler handler, Throwable failure) {
        try {
            handler.close();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }
}
