package dev.rendezvous.c10d;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the store of the run, as torchrun does it: on a node that was told so, and on one whose endpoint names this machine. There a port
 * in use means that another agent hosts it.
 */
final class StoreHost {

    private static final System.Logger LOGGER = System.getLogger(StoreHost.class.getName());
    private static final Duration LOOK = Duration.ofMillis(20);

    private final C10dSettings settings;
    private final MachineName machine;
    private @Nullable TcpStoreServer server;

    StoreHost(C10dSettings settings, MachineName machine) {
        this.settings = settings;
        this.machine = machine;
    }

    /** {@return where the store is} It is served before this method returns if this node hosts it. */
    Endpoint open() {
        Endpoint endpoint = settings.endpoint();
        boolean told = settings.isHost().isPresent();
        if (settings.isHost().orElseGet(() -> machine.matches(endpoint.host()))) {
            try {
                TcpStoreServer started = TcpStoreServer.builder()
                        .bindAddress(machine.bindAddress(endpoint.host()))
                        .port(endpoint.port().orElseThrow())
                        .start();
                server = started;
                LOGGER.log(System.Logger.Level.INFO, "this node hosts the store of run " + settings.runId());
                return Endpoint.of(endpoint.host(), started.port());
            } catch (IOException e) {
                if (told) {
                    throw new RendezvousConnectionException(C10dMessages.notHosted(endpoint, e), e);
                }
                LOGGER.log(System.Logger.Level.DEBUG, "another agent hosts the store at " + endpoint, e);
            }
        }
        return endpoint;
    }

    /** Ends the store that this node hosts, when the others have left it, or after a time. An interrupted thread does not wait. */
    void close(boolean waits) {
        TcpStoreServer hosted = server;
        if (hosted == null) {
            return;
        }
        try {
            long end = System.nanoTime() + settings.times().linger().toNanos();
            while (waits && hosted.connections() > 0 && System.nanoTime() - end < 0) {
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hosted.close();
        }
    }
}
