package dev.rendezvous.fixed;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Meets a fixed number of nodes, each of which was told its rank, at a store that the node of rank 0 hosts on the endpoint. All
 * nodes have to come, each time, and each round has keys of its own.
 *
 * <p>The store lives in the process of rank 0. When that node closes its handler it waits, up to the config value {@code linger}, for
 * the others to close theirs, and no longer than a second when nobody is connected any more; then the store and its port are gone.
 * Another node that closes its handler waits two seconds at the most for the host to take its goodbye, and two for what it set last.
 *
 * <p>A node that died or was started again takes part in the next round, for which the others join when they see it in
 * {@link #numNodesWaiting()}.
 */
@RendezvousBackend(
        value = "static",
        description = "Meets at a TCP store that the node of rank 0 hosts",
        options = {
            @RendezvousBackend.Option(
                    name = StaticSettings.RANK,
                    type = RendezvousBackend.Type.INT,
                    required = true,
                    description = "the rank of this node, from 0 to the number of nodes less one"),
            @RendezvousBackend.Option(
                    name = StaticSettings.JOIN_TIMEOUT,
                    type = RendezvousBackend.Type.DURATION,
                    defaultValue = "10m",
                    description = "how long a node waits for the others"),
            @RendezvousBackend.Option(
                    name = StaticSettings.READ_TIMEOUT,
                    type = RendezvousBackend.Type.DURATION,
                    defaultValue = "60s",
                    description = "how long the store waits for a key"),
            @RendezvousBackend.Option(
                    name = StaticSettings.LINGER,
                    type = RendezvousBackend.Type.DURATION,
                    defaultValue = "10s",
                    description = "how long rank 0 keeps the store, when it closes, for nodes that have not left"),
            @RendezvousBackend.Option(
                    name = StaticSettings.BIND_ADDRESS,
                    description = "where rank 0 listens, if not on the host of the endpoint"),
            @RendezvousBackend.Option(
                    name = StaticSettings.SECRET,
                    description = "a text that all nodes know, and strangers do not"),
            @RendezvousBackend.Option(
                    name = StaticTls.TLS,
                    type = RendezvousBackend.Type.BOOL,
                    defaultValue = "false",
                    description = "whether to encrypt; all nodes or none"),
            @RendezvousBackend.Option(
                    name = StaticTls.KEY_STORE,
                    description = "a file with the key and the certificate of this node"),
            @RendezvousBackend.Option(
                    name = StaticTls.KEY_STORE_PASSWORD_FILE,
                    description = "a file with the password of the key store"),
            @RendezvousBackend.Option(
                    name = StaticTls.TRUST_STORE,
                    description = "a file with the certificates to trust, if not those that Java trusts"),
            @RendezvousBackend.Option(
                    name = StaticTls.TRUST_STORE_PASSWORD_FILE,
                    description = "a file with the password of the trust store"),
            @RendezvousBackend.Option(
                    name = StaticTls.CLIENT_CERTIFICATES,
                    type = RendezvousBackend.Type.BOOL,
                    defaultValue = "false",
                    description = "whether rank 0 lets in only who shows a certificate that it trusts")
        })
final class StaticRendezvousHandler implements RendezvousHandler {

    private static final System.Logger LOGGER = System.getLogger(StaticRendezvousHandler.class.getName());

    /** How long a store is looked for that is only to be told something, and how long what is said in parting may take. */
    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    /** How long a shutdown tries to tell the others. */
    private static final Duration TELLING = Duration.ofSeconds(5);

    private final StaticSettings settings;
    private final StaticEnds ends;
    private final String claim = UUID.randomUUID().toString();
    private @Nullable TcpStoreServer server;
    private @Nullable TcpStoreClient client;
    private volatile @Nullable StaticRounds waiting;
    private volatile int round;
    private volatile boolean runClosed;
    private volatile boolean othersTold;
    private volatile boolean closed;

    StaticRendezvousHandler(RendezvousParameters parameters) {
        settings = StaticSettings.of(parameters);
        ends = new StaticEnds(settings);
    }

    @Override
    public String backend() {
        return settings.backend();
    }

    @Override
    public String runId() {
        return settings.runId();
    }

    @Override
    public RendezvousInfo nextRendezvous() throws InterruptedException {
        Deadline deadline = Deadline.after(settings.joinTimeout());
        TcpStoreClient open = open();
        StaticRounds rounds = rounds(open);
        boolean met = false;
        waiting = rounds;
        try {
            round = meet(rounds, deadline);
            met = true;
        } finally {
            waiting = null;
            if (!met) {
                withdraw(rounds, open);
            }
        }
        return RendezvousInfo.builder(rounds.storeOf(round), settings.rank(), settings.worldSize())
                .round(round)
                .bootstrapStore(new BootstrapStoreInfo(settings.endpoint().host(), settings.port()))
                .build();
    }

    /** A node that does not wait any more must not be counted in; but it is not worth looking for a host that is gone. */
    private void withdraw(StaticRounds rounds, TcpStoreClient open) {
        if (settings.isHost() || closed || !open.isConnected()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            FarewellCall.say(() -> rounds.withdraw(rounds.claimed()), BRIEFLY, settings);
        } catch (RendezvousException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "left a claim behind", e);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int meet(StaticRounds rounds, Deadline deadline) throws InterruptedException {
        try {
            return rounds.meet(deadline);
        } catch (IllegalStateException e) {
            throw closed ? StaticMessages.handlerClosed(settings) : e;
        } catch (RendezvousConnectionException e) {
            throw deadline.isOver() ? StaticMessages.noHost(settings, e) : e;
        }
    }

    @Override
    public boolean isRunClosed() throws InterruptedException {
        Optional<StaticRounds> rounds = openRounds();
        return runClosed || (rounds.isPresent() && rounds.get().isClosed());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A node that is not connected tries for two seconds to reach the store.
     *
     * @throws RendezvousException if the others cannot be told; this handler takes the run for closed all the same
     */
    @Override
    public void closeRun() throws InterruptedException {
        runClosed = true;
        Optional<TcpStoreClient> connected = connected();
        if (connected.isPresent()) {
            rounds(connected.get()).setClosed();
        } else if (!othersTold) {
            closeRunFromOutside();
        }
        othersTold = true;
    }

    private void closeRunFromOutside() throws InterruptedException {
        if (!settings.isHost()) {
            try (TcpStoreClient brief = ends.client(BRIEFLY, BRIEFLY)) {
                rounds(brief.withTimeout(BRIEFLY)).setClosed();
            }
        } else if (settings.worldSize() > 1) {
            throw StaticMessages.nobodyTold(settings);
        }
    }

    @Override
    public int numNodesWaiting() throws InterruptedException {
        Optional<StaticRounds> rounds = openRounds();
        return rounds.isPresent() ? rounds.get().numNodesWaiting() : 0;
    }

    @Override
    public boolean usesAgentStore() {
        return true;
    }

    /**
     * Closes the rendezvous for all, and then this handler: where this node hosts the store, that ends too. Tries for five seconds to
     * tell the others.
     */
    @Override
    public boolean shutdown() throws InterruptedException {
        try {
            FarewellCall.say(this::closeRun, TELLING, settings);
            return true;
        } catch (RendezvousException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING, () -> "cannot close run " + settings.runId() + ": " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            closeInAHurry();
            throw e;
        } finally {
            close();
        }
    }

    /** The interrupt that ended a shutdown is for its close too, which sees nobody off then. */
    private void closeInAHurry() {
        Thread.currentThread().interrupt();
        try {
            close();
        } finally {
            Thread.interrupted();
        }
    }

    @Override
    public void close() {
        TcpStoreClient open;
        synchronized (this) {
            closed = true;
            open = client;
            client = null;
        }
        if (open != null && settings.isHost()) {
            seeOff(open);
        } else if (open != null) {
            sayGoodbye(open);
        }
        closeServer();
    }

    private void sayGoodbye(TcpStoreClient open) {
        try {
            FarewellCall.say(() -> leave(open), BRIEFLY, settings);
        } catch (RendezvousException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "left without a goodbye", e);
        } catch (InterruptedException e) {
            // Whoever interrupts a close is in a hurry.
            Thread.currentThread().interrupt();
        } finally {
            open.close();
        }
    }

    /** Waits, as the host, until the others have left, and until those that wait know that the run is closed. */
    private void seeOff(TcpStoreClient open) {
        boolean isExpected = round > 0 || open.isConnected();
        // First, since its connections look like those of others.
        open.close();
        if (isExpected) {
            linger();
        }
    }

    private void linger() {
        Deadline deadline = Deadline.after(settings.linger());
        try (TcpStoreClient last = ends.client(BRIEFLY, BRIEFLY)) {
            if (!rounds(last).linger(round, this::isAlone, deadline)) {
                LOGGER.log(System.Logger.Level.WARNING, () -> StaticMessages.goneWithoutGoodbye(settings.endpoint()));
            }
        } catch (RendezvousTimeoutException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    () -> StaticMessages.leftAlone(settings.endpoint(), settings.linger()));
        } catch (RendezvousException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "left without a goodbye", e);
        } catch (InterruptedException e) {
            // Whoever interrupts a close is in a hurry.
            Thread.currentThread().interrupt();
        }
    }

    private void leave(TcpStoreClient open) throws InterruptedException {
        StaticRounds joining = waiting;
        if (joining != null && joining.claimed() > 0) {
            leaveWhileWaiting(joining.claimed());
        } else if (round > 0) {
            open.stopConnecting();
            rounds(open).leave(round);
        }
    }

    /** The thread that waits has the client's connection. */
    private void leaveWhileWaiting(int claimed) throws InterruptedException {
        try (TcpStoreClient brief = ends.client(BRIEFLY, BRIEFLY)) {
            StaticRounds rounds = rounds(brief);
            rounds.withdraw(claimed);
            if (round > 0) {
                rounds.leave(round);
            }
        }
    }

    /** {@return whether the client that waits for the others to leave is the only one} */
    private synchronized boolean isAlone() {
        return server == null || server.connections() <= 1;
    }

    private synchronized void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    /** Hosts the store, if it is this node's part, and makes the client of it, which connects when it is used. */
    private synchronized TcpStoreClient open() {
        if (closed) {
            throw StaticMessages.handlerClosed(settings);
        }
        if (runClosed) {
            throw StaticMessages.runClosed(settings);
        }
        if (settings.isHost() && server == null) {
            server = ends.host();
        }
        if (client == null) {
            client = ends.client(settings.joinTimeout(), settings.readTimeout());
        }
        return client;
    }

    private synchronized Optional<StaticRounds> openRounds() {
        return Optional.ofNullable(client).map(this::rounds);
    }

    /** {@return the client, unless it would have to look for the store first, which takes as long as joining} */
    private synchronized Optional<TcpStoreClient> connected() {
        return Optional.ofNullable(client).filter(open -> settings.isHost() || open.isConnected());
    }

    private StaticRounds rounds(Store open) {
        return new StaticRounds(
                Store.prefixed(open, "rendezvous/static/" + settings.runId()), settings, claim, () -> closed);
    }
}
