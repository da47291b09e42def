package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who watch a process what the registry did: one line at DEBUG for each discovery, and for each provider
 * that a discovery has to ask, to the logger {@code dev.rendezvous}; and an event of the flight recorder for each discovery and for each handler.
 */
final class Journal {

    private final long start = System.nanoTime();

    /** An event that has begun, if there is a recorder. Its type is not named here, since a JVM may be without one. */
    private final @Nullable Object event;

    /** Made when there is first something to tell, and not with the registry: its making takes some milliseconds. */
    private static final class Lazy {
        static final Logger LOGGER = System.getLogger("dev.rendezvous");
    }

    private Journal(@Nullable Object event) {
        this.event = event;
    }

    static Journal ofDiscovery() {
        return new Journal(isRecorded() ? FlightEvents.beginDiscovery() : null);
    }

    static Journal ofHandler() {
        return new Journal(isRecorded() ? FlightEvents.beginHandler() : null);
    }

    /**
     * The discovery has ended.
     *
     * @param source the loader or layer
     * @param indexes how many indexes were read
     */
    void discovered(Object source, int indexes, Discovery discovery) {
        if (event != null) {
            FlightEvents.endDiscovery(event, source, indexes, discovery);
        }
        if (Lazy.LOGGER.isLoggable(Level.DEBUG)) {
            Lazy.LOGGER.log(Level.DEBUG, Messages.discovered(source, indexes, discovery, System.nanoTime() - start));
        }
    }

    /** A provider is about to be asked, which may take as long as a stranger likes; without this line nobody would know whose code runs. */
    static void asking(String providerClass, URI location, int line) {
        if (Lazy.LOGGER.isLoggable(Level.DEBUG)) {
            Lazy.LOGGER.log(Level.DEBUG, Messages.asking(providerClass, location, line));
        }
    }

    /** The handler is made. */
    void created(BackendDescriptor backend) {
        if (event != null) {
            FlightEvents.endHandler(event, backend);
        }
    }

    /** To touch an event before a recorder was started takes the better part of a second. */
    private static boolean isRecorded() {
        try {
            return jdk.jfr.FlightRecorder.isInitialized();
        } catch (NoClassDefFoundError withoutRecorder) {
            return false;
        }
    }
}
