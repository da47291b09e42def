package dev.rendezvous.registry;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.spi.BackendDescriptor;
import org.jspecify.annotations.Nullable;

/** Checks the handler that a backend returned, before an application gets it. */
final class HandlerCheck {

    private HandlerCheck() {}

    /**
     * {@return the handler, which reports the name of the backend or the alias that was asked for}
     *
     * @throws IllegalStateException if there is no handler, or one that reports another name; that one is closed, because
     *     the application does not get it
     */
    static RendezvousHandler check(@Nullable RendezvousHandler handler, BackendDescriptor backend, String asked) {
        if (handler == null) {
            throw new IllegalStateException(NameMessages.noHandler(backend));
        }
        try {
            String reported = handler.backend();
            if (!backend.name().equals(reported) && !asked.equals(reported)) {
                throw new IllegalStateException(NameMessages.otherName(backend, asked, reported));
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
