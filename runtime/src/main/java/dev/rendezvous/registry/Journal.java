package dev.rendezvous.registry;

import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.spi.BackendDescriptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Records what the registry did. If the system property {@code dev.rendezvous.log} is true, the logger {@code dev.rendezvous} gets
 * one line at DEBUG for each discovery, and one for each provider that a discovery must ask. The flight recorder gets an event for
 * each discovery and for each handler.
 */
final class Journal {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The system property that switches the logger on, as {@code jdk.httpclient.HttpClient.log} does for the client of the JDK. */
    private static final String LOG_PROPERTY = "dev.rendezvous.log";

    private final long start = System.nanoTime();

    /** An event that has begun, if there is a recorder. Its type is not named here, because a JVM may lack it. */
    private final @Nullable Object event;

    /** Made at the first line: the first logger of a JVM loads 225 classes, which takes 20 ms of CPU time. */
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
        if (isLogged()) {
            Lazy.LOGGER.log(Level.DEBUG, discovered(source, indexes, discovery, System.nanoTime() - start));
        }
    }

    private static String discovered(Object source, int indexes, Discovery discovery, long nanos) {
        return "discovered " + Locations.of(source) + " in " + nanos / NANOS_PER_MILLI + " ms: "
                + indexes + " indexes, "
                + discovery.added().size() + " backends added, "
                + discovery.removed().size() + " removed, "
                + discovery.changed().size() + " changed, "
                + discovery.conflicts().size() + " names in conflict, "
                + discovery.problems().size() + " problems";
    }

    /** A provider is about to be asked, which may take any time; this line tells whose code runs. */
    static void asking(String providerClass, URI location, int line) {
        if (isLogged()) {
            Lazy.LOGGER.log(Level.DEBUG, IndexMessages.asking(providerClass, location.toString(), line));
        }
    }

    private static boolean isLogged() {
        return Boolean.getBoolean(LOG_PROPERTY) && Lazy.LOGGER.isLoggable(Level.DEBUG);
    }

    /** The handler is made. */
    void created(BackendDescriptor backend) {
        if (event != null) {
            FlightEvents.endHandler(event, backend);
        }
    }

    /** Using an event before a recorder was started takes most of a second. */
    private static boolean isRecorded() {
        try {
            return jdk.jfr.FlightRecorder.isInitialized();
        } catch (NoClassDefFoundError withoutRecorder) {
            return false;
        }
    }
}
