package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of rank 0: it serves the store, gathers the rounds, and keeps the store until the others have left. */
final class HostPart implements Part {

    private static final System.Logger LOGGER = System.getLogger(HostPart.class.getName());

    /** How long rank 0 tries to reach its own store while it closes. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final StaticSettings settings;
    private final StaticEnds ends;
    private final String claim = UUID.randomUUID().toString();
    private @Nullable TcpStoreServer server;
    private volatile @Nullable Gathering gathering;
    private volatile Optional<String> reason = Optional.empty();

    HostPart(StaticSettings settings, StaticEnds ends) {
        this.settings = settings;
        this.ends = ends;
    }

    @Override
    public synchronized void open() {
        if (server == null) {
            server = ends.host();
        }
    }

    @Override
    public int meet(TcpStoreClient client, Deadline deadline) throws InterruptedException {
        reason = Optional.empty();
        RunStore run = new RunStore(client.within(deadline.leftUpTo(settings.joinTimeout())), settings);
        Gathering current = new Gathering(run, settings, claim);
        gathering = current;
        try {
            return current.meet(deadline);
        } catch (RendezvousTimeoutException e) {
            reason = Optional.of(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @Override
    public String knowledge() {
        return "";
    }

    /** Waits until the others have left, and until those that wait know that the run is closed or that rank 0 has given up. */
    @Override
    public void leave(TcpStoreClient client, int round) {
        boolean isExpected = round > 0 || client.isConnected();
        // First, since its connections look like those of others.
        client.close();
        if (isExpected) {
            linger(round);
        }
    }

    private void linger(int round) {
        Deadline deadline = Deadline.after(settings.linger());
        try (TcpStoreClient last = ends.client(CLOSING, CLOSING)) {
            Gathering latest = gathering;
            Lingering lingering = new Lingering(new RunStore(last, settings), this::isAlone);
            if (reason.isPresent() && latest != null) {
                lingering.giveUp(latest.round(), reason.get());
            }
            if (!lingering.untilOthersLeft(round, deadline)) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        () -> deadline.isOver()
                                ? StaticMessages.leftAlone(settings.endpoint(), settings.linger())
                                : StaticMessages.disconnected(settings.endpoint()));
            }
        } catch (RendezvousException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "rank 0 left without waiting for the others", e);
        } catch (InterruptedException e) {
            // A thread that interrupts a close does not want it to wait.
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether the client that waits for the others to leave is the only one} */
    private synchronized boolean isAlone() {
        return server == null || server.connections() <= 1;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
    }
}
