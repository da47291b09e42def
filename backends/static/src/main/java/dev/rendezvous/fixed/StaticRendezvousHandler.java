package dev.rendezvous.fixed;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.spi.TlsOptions;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Meets a fixed number of nodes, each of which was told its rank, at a store that the node of rank 0 serves on the endpoint. Each round
 * needs all nodes, and has keys of its own.
 *
 * <p>The store lives in the process of rank 0. When rank 0 closes its handler it waits, up to the config value {@code linger}, until
 * the others have closed theirs. It waits only a second when no other node is connected. If its last call of {@link #nextRendezvous}
 * timed out, the nodes that still wait are told its reason first. Then the store and its port are gone. Another node that closes its
 * handler tries for up to two seconds to tell rank 0, and for up to two seconds to have its last {@code set} confirmed.
 *
 * <p>A node that died or was started again takes part in the next round. The others join that when they see the node in
 * {@link #numNodesWaiting()}. A wait on the store of a round ends when a node of the round has lost its connection for more than
 * five seconds.
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
                    description = "how long a node waits until the group is complete"),
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
                    name = StaticSettings.SECRET_FILE,
                    description = "a file with a text that all nodes know"),
            @RendezvousBackend.Option(
                    name = TlsOptions.TLS,
                    type = RendezvousBackend.Type.BOOL,
                    defaultValue = "false",
                    description = "whether to encrypt; all nodes or none"),
            @RendezvousBackend.Option(
                    name = TlsOptions.KEY_STORE,
                    description = "a file with the key and the certificate of this node"),
            @RendezvousBackend.Option(
                    name = TlsOptions.KEY_STORE_PASSWORD_FILE,
                    description = "a file with the password of the key store"),
            @RendezvousBackend.Option(
                    name = TlsOptions.TRUST_STORE,
                    description = "a file with the certificates to trust, if not those that Java trusts"),
            @RendezvousBackend.Option(
                    name = TlsOptions.TRUST_STORE_PASSWORD_FILE,
                    description = "a file with the password of the trust store"),
            @RendezvousBackend.Option(
                    name = TlsOptions.CLIENT_CERTIFICATES,
                    type = RendezvousBackend.Type.BOOL,
                    defaultValue = "false",
                    description = "whether rank 0 requires a certificate of each node")
        })
final class StaticRendezvousHandler implements RendezvousHandler {

    private static final System.Logger LOGGER = System.getLogger(StaticRendezvousHandler.class.getName());

    /** How long a node that is not connected tries to reach the store in order to close the run. */
    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    /** How long a shutdown tries to close the run. */
    private static final Duration TELLING = Duration.ofSeconds(5);

    private final StaticSettings settings;
    private final StaticEnds ends;
    private final Part part;
    private @Nullable TcpStoreClient client;
    private volatile int round;
    private volatile boolean runClosed;
    private volatile boolean othersTold;
    private volatile boolean closed;

    StaticRendezvousHandler(RendezvousParameters parameters) {
        settings = StaticSettings.of(parameters);
        ends = new StaticEnds(settings);
        part = settings.isHost() ? new HostPart(settings, ends) : new MemberPart(settings, ends);
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
        int begun = meet(open, deadline);
        round = begun;
        TcpStoreClient keys =
                open.under(StaticKeys.ROOT + "/" + settings.runId()).under(StaticKeys.store(begun));
        RoundStore store = new RoundStore(keys, new RunStore(open, settings), begun, settings);
        return RendezvousInfo.builder(store, settings.rank(), settings.worldSize())
                .round(begun)
                .bootstrapStore(new BootstrapStoreInfo(settings.endpoint().host(), settings.port()))
                .build();
    }

    /** Joins again after an update whose outcome is unknown: all that a node writes in order to join may be written twice. */
    private int meet(TcpStoreClient open, Deadline deadline) throws InterruptedException {
        while (true) {
            try {
                return part.meet(open, deadline);
            } catch (IllegalStateException e) {
                throw closed ? handlerClosed() : e;
            } catch (RendezvousConnectionException e) {
                if (deadline.isOver()) {
                    throw hostMissing(e);
                }
                if (e.outcome() != RendezvousConnectionException.Outcome.UNKNOWN) {
                    throw e;
                }
            }
        }
    }

    private RendezvousTimeoutException hostMissing(RendezvousConnectionException cause) {
        RendezvousTimeoutException failure = new RendezvousTimeoutException(
                StaticMessages.noHost(settings, cause, part.knowledge()), StaticMessages.HOST);
        failure.initCause(cause);
        return failure;
    }

    @Override
    public boolean isRunClosed() throws InterruptedException {
        Optional<RunStore> run = openRun();
        return runClosed || (run.isPresent() && run.get().closedBy().isPresent());
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
        checkOpen();
        closeRun(settings.readTimeout());
    }

    private void closeRun(Duration limit) throws InterruptedException {
        runClosed = true;
        Optional<TcpStoreClient> connected = connected();
        if (connected.isPresent()) {
            new RunStore(connected.get().within(limit), settings).close(name());
        } else if (!othersTold) {
            closeRunFromOutside();
        }
        othersTold = true;
    }

    private void closeRunFromOutside() throws InterruptedException {
        if (!settings.isHost()) {
            try (TcpStoreClient brief = ends.client(BRIEFLY, BRIEFLY)) {
                new RunStore(brief.within(BRIEFLY), settings).close(name());
            }
        } else if (settings.worldSize() > 1) {
            throw new RendezvousStateException(StaticMessages.notHosted(settings));
        }
    }

    @Override
    public int numNodesWaiting() throws InterruptedException {
        Optional<RunStore> run = openRun();
        return run.isPresent() ? run.get().waiting(run.get().nextRound(), 0) : 0;
    }

    @Override
    public boolean usesAgentStore() {
        return true;
    }

    /**
     * Closes the run for all, and then this handler. If this node serves the store, that ends too. Tries for five seconds to tell
     * the others.
     */
    @Override
    public boolean shutdown() throws InterruptedException {
        if (closed) {
            return othersTold;
        }
        try {
            closeRun(TELLING);
            return true;
        } catch (RendezvousException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING, () -> "cannot close run " + settings.runId() + ": " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            closeWithoutWaiting();
            throw e;
        } finally {
            close();
        }
    }

    /** The interrupt that ended a shutdown ends the waiting of its close too. */
    private void closeWithoutWaiting() {
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
        if (open != null) {
            part.leave(open, round);
        }
        part.close();
    }

    /** Does what the part of this node needs first, and makes its client, which connects when it is first used. */
    private synchronized TcpStoreClient open() {
        checkOpen();
        if (runClosed) {
            throw new RendezvousClosedException(
                    StaticMessages.runClosed(settings), name(), StaticMessages.CLOSE_REASON);
        }
        part.open();
        if (client == null) {
            client = ends.client(settings.joinTimeout(), settings.readTimeout());
        }
        return client;
    }

    private void checkOpen() {
        if (closed) {
            throw handlerClosed();
        }
    }

    private IllegalStateException handlerClosed() {
        return new IllegalStateException(StaticMessages.handlerClosed(settings));
    }

    private synchronized Optional<RunStore> openRun() {
        checkOpen();
        return Optional.ofNullable(client).map(open -> new RunStore(open, settings));
    }

    /** {@return the client, unless it must connect first, which takes as long as joining} */
    private synchronized Optional<TcpStoreClient> connected() {
        return Optional.ofNullable(client).filter(open -> settings.isHost() || open.isConnected());
    }

    private String name() {
        return "rank " + settings.rank();
    }
}
