package dev.rendezvous.tcp;

import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the server of a run on this node, when it may and when no other node does. A node listens for the first time before it first
 * connects, so that a cold start needs no time-out. Later it takes over after the endpoint has refused connections for
 * a random time, so that not all nodes of a machine try at once. A port in use means that another node serves.
 */
final class ServerHost implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.rendezvous.tcp");
    private static final long LONGEST_JITTER = TimeUnit.SECONDS.toNanos(1);

    private final TcpSettings settings;
    private final RandomGenerator random;
    private final LongSupplier nanoClock;
    private boolean may;
    private boolean tried;
    private boolean closed;
    private boolean waits;
    private long takeOver;
    private @Nullable TcpStoreServer server;

    ServerHost(TcpSettings settings, RandomGenerator random, LongSupplier nanoClock) {
        this.settings = settings;
        this.random = random;
        this.nanoClock = nanoClock;
    }

    /** Sets whether this node may start the server. A server that runs goes on. */
    synchronized void mayServe(boolean allowed) {
        may = allowed;
        waits = false;
    }

    synchronized boolean serves() {
        return server != null;
    }

    synchronized boolean mayServe() {
        return may;
    }

    /** Listens at once, the first time that this node may serve. */
    synchronized void beforeConnecting() {
        if (may && !tried) {
            start();
        }
    }

    /** {@return whether this node has started the server now} */
    synchronized boolean unreachable(Exception failure) {
        if (!may || !(failure instanceof ConnectException) || server != null) {
            return false;
        }
        if (!waits) {
            waits = true;
            takeOver = nanoClock.getAsLong() + random.nextLong(LONGEST_JITTER);
        }
        return takeOver - nanoClock.getAsLong() <= 0 && start();
    }

    private boolean start() {
        tried = true;
        waits = false;
        Optional<String> address =
                settings.canServe() ? LocalHost.bindAddress(settings.endpoint().host()) : Optional.empty();
        return address.isPresent() && !closed && listen(address.get());
    }

    private boolean listen(String address) {
        try {
            TcpStoreServer.Builder builder = TcpStoreServer.builder()
                    .bindAddress(address)
                    .port(settings.endpoint().port().orElseThrow());
            settings.secret().ifPresent(builder::secret);
            settings.tls().ifPresent(builder::tls);
            builder.requireClientCertificate(settings.requiresClientCertificates());
            server = builder.start();
            LOG.log(System.Logger.Level.INFO, "this node serves the run at " + settings.endpoint());
            return true;
        } catch (BindException inUse) {
            LOG.log(System.Logger.Level.DEBUG, "another process listens at " + settings.endpoint(), inUse);
            return false;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "this node cannot serve the run at " + settings.endpoint(), e);
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
    }
}
