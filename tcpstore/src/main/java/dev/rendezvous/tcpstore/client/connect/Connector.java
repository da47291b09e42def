package dev.rendezvous.tcpstore.client.connect;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.transport.ChannelWatch;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import dev.rendezvous.tcpstore.client.transport.ClientTransport;
import dev.rendezvous.tcpstore.client.transport.PlainClientTransport;
import dev.rendezvous.tcpstore.client.transport.TlsClientTransport;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Makes connections to one server. Tries again until the server answers or the time is over. */
public final class Connector implements Closeable {

    /** For the lookup of the host, and for each of its addresses. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

    /** An attempt that begins when the time is nearly over gets this much, since it could not succeed otherwise. */
    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(1);

    /** The first address gets this much even if the lookup took all the time. */
    private static final Duration FIRST_ADDRESS = Duration.ofMillis(500);

    private final ClientSettings settings;
    private final HostLookup lookup;
    private final Handshake handshake;
    private final RandomGenerator random;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<ChannelWatch> opening = ConcurrentHashMap.newKeySet();

    public Connector(ClientSettings settings, HostLookup lookup, RandomGenerator random) {
        this.settings = settings;
        this.lookup = lookup;
        this.handshake = new Handshake(settings);
        this.random = random;
    }

    /**
     * {@return a connection to a server that has answered our greeting}
     *
     * @param limit how long to try; an attempt that begins when less than a second of it is left may last a second and a half,
     *     however many addresses the host has
     * @throws RendezvousConnectionException saying what was tried and how it failed; of several failures the one that says most
     * @throws InterruptedException if the thread is interrupted
     */
    public ClientConnection connect(Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        Backoff backoff = new Backoff(random, settings.firstPause());
        AttemptException best = null;
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt(deadline);
            } catch (AttemptException e) {
                checkOpen();
                best = best == null ? e : best.orBetter(e);
                if (e.isLast() || deadline.isOver()) {
                    throw new RendezvousConnectionException(
                            ClientMessages.cannotConnect(settings.endpoint(), attempts, limit, best, e), e);
                }
            }
            pause(Math.min(backoff.next(), deadline.left()));
        }
    }

    /** Pauses between attempts, unless the connector is closed. */
    void pause(long nanos) throws InterruptedException {
        if (closed.await(nanos, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(ClientMessages.closed(settings.endpoint()));
        }
    }

    /** Ends the attempts that go on, and the pauses between them. */
    @Override
    public void close() {
        closed.countDown();
        lookup.close();
        opening.forEach(ChannelWatch::close);
    }

    private void checkOpen() {
        if (closed.getCount() == 0) {
            throw new IllegalStateException(ClientMessages.closed(settings.endpoint()));
        }
    }

    private ClientConnection attempt(Deadline whole) throws AttemptException, InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofNanos(Math.max(whole.left(), LAST_ATTEMPT.toNanos())));
        List<InetAddress> addresses = lookup.addresses(share(deadline, 1, Duration.ZERO));
        List<AttemptException> failures = new ArrayList<>();
        for (InetAddress address : addresses) {
            int left = addresses.size() - failures.size();
            if (!failures.isEmpty() && deadline.isOver()) {
                failures.add(AttemptException.passing(ClientMessages.notTried(left), new SocketTimeoutException()));
                break;
            }
            try {
                Duration least = failures.isEmpty() ? FIRST_ADDRESS : Duration.ZERO;
                return open(new InetSocketAddress(address, settings.port()), share(deadline, left, least));
            } catch (AttemptException e) {
                failures.add(e);
            }
        }
        throw AttemptException.all(failures);
    }

    /** Splits the remaining time evenly, so that one unresponsive address cannot use all of it. */
    private static Deadline share(Deadline deadline, int among, Duration least) {
        long share = Math.max(deadline.left() / among, least.toNanos());
        return Deadline.after(Duration.ofNanos(Math.min(share, LONGEST_STEP.toNanos())));
    }

    private ClientConnection open(InetSocketAddress address, Deadline deadline)
            throws AttemptException, InterruptedException {
        try {
            SocketChannel channel = SocketChannel.open();
            boolean done = false;
            try {
                ClientConnection connection = open(channel, address, deadline);
                done = true;
                return connection;
            } finally {
                if (!done) {
                    channel.close();
                }
            }
        } catch (IOException | UnsupportedAddressTypeException e) {
            throw AttemptException.passing(ClientMessages.notReached(address, e), e);
        }
    }

    private ClientConnection open(SocketChannel channel, InetSocketAddress address, Deadline deadline)
            throws IOException, AttemptException, InterruptedException {
        try (Opening watch = new Opening(ChannelWatch.of(channel))) {
            connect(channel, address, watch.watch, deadline);
            ClientTransport transport = transport(channel, address, watch.watch, deadline);
            ClientConnection connection = new ClientConnection(transport, watch.watch, System::nanoTime);
            handshake.exchange(connection, address, deadline);
            watch.done = true;
            return connection;
        }
    }

    private static void connect(SocketChannel channel, InetSocketAddress address, ChannelWatch watch, Deadline deadline)
            throws IOException, InterruptedException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(address);
        while (!connected) {
            watch.awaitOrThrow(SelectionKey.OP_CONNECT, deadline);
            connected = channel.finishConnect();
        }
        // The system can give a free port of this machine to the very socket that dials it. TCP then connects the
        // socket to itself, and no server can have the port any more.
        if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
            throw new ConnectException("no server listens there");
        }
    }

    private ClientTransport transport(
            SocketChannel channel, InetSocketAddress address, ChannelWatch watch, Deadline deadline)
            throws IOException, AttemptException, InterruptedException {
        if (settings.tls().isEmpty()) {
            return new PlainClientTransport(channel);
        }
        try {
            TlsClientTransport transport =
                    new TlsClientTransport(channel, engine(settings.tls().get(), settings.endpoint()));
            transport.handshake(watch, deadline);
            return transport;
        } catch (SocketTimeoutException e) {
            throw AttemptException.answered(ClientMessages.silentAtTls(address), e);
        } catch (SSLException e) {
            throw AttemptException.lasting(ClientMessages.noTls(address, e), e);
        } catch (IOException e) {
            throw AttemptException.answered(ClientMessages.closedAtTls(address, e), e);
        }
    }

    private static SSLEngine engine(SSLContext context, Endpoint endpoint) {
        SSLEngine engine =
                context.createSSLEngine(endpoint.host(), endpoint.port().orElseThrow());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        // Without it any certificate that is trusted for anything would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A watch that is closed if nothing comes of the attempt, or if the connector is closed meanwhile. */
    private final class Opening implements AutoCloseable {

        private final ChannelWatch watch;
        private boolean done;

        Opening(ChannelWatch watch) {
            this.watch = watch;
            opening.add(watch);
            if (closed.getCount() == 0) {
                watch.close();
            }
        }

        @Override
        public void close() {
            opening.remove(watch);
            if (!done) {
                watch.close();
            }
        }
    }
}
