package dev.rendezvous.tcpstore.server;

import dev.rendezvous.Endpoint;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import dev.rendezvous.tcpstore.wire.TimeText;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A store that clients reach over TCP. It speaks the protocol of PyTorch 1.13, 2.0, and 2.2 to 2.13.
 *
 * <pre>{@code
 * try (TcpStoreServer server = TcpStoreServer.builder().port(29500).start()) {
 *     System.out.println("listening on " + server.address());
 *     ...
 * }
 * }</pre>
 *
 * <p><b>Contents.</b> Keys and values are bytes in memory. They outlive the clients that set them, and end with the server. All that the
 * server holds counts against one memory budget, see {@link StoreLimits#maxMemoryBytes}.
 *
 * <p><b>Dialects.</b> Clients of PyTorch 2.2 and later begin with a handshake. A client that begins without it is taken for one of
 * PyTorch 1.13 or 2.0. Clients of PyTorch 2.1 cannot use this server.
 *
 * <p><b>Threads.</b> A server has one thread, a daemon named {@code rendezvous-tcpstore-PORT}, which sleeps while there
 * are no requests. Each request is served as a whole or not at all. Clients are served round-robin in bounded batches.
 * The methods may be called from any thread.
 *
 * <p><b>Bad clients.</b> A client that breaks the protocol or exceeds a limit is disconnected; other clients are not
 * affected. The reason and the address of the client are logged under {@code dev.rendezvous.tcpstore}: one {@code
 * WARNING} for each kind of reason and minute, the rest at {@code DEBUG}. The server does not read from a client that
 * does not read its responses. If the heap is full all the same, the client that needed memory is disconnected, and a
 * part of its last request may have been done.
 *
 * <p><b>Security.</b> The protocol has neither encryption nor authentication: every client that can connect can read and write everything.
 * That is why a server listens on the loopback address unless told otherwise. {@link Builder#tls},
 * {@link Builder#requireClientCertificate} and {@link Builder#secret} work with our own clients only.
 *
 * @since 0.1
 */
public final class TcpStoreServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final InetSocketAddress address;
    private final Endpoint endpoint;
    private final ServerLoop loop;
    private final Thread thread;

    private TcpStoreServer(InetSocketAddress address, String host, ServerLoop loop) {
        this.address = address;
        this.endpoint = Endpoint.of(host, address.getPort());
        this.loop = loop;
        this.thread = new Thread(loop, "rendezvous-tcpstore-" + address.getPort());
        thread.setDaemon(true);
    }

    /** {@return a builder of a server on the loopback address, on any free port} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the address on which it listens, with the port that the system chose if it was left to it} */
    public InetSocketAddress address() {
        return address;
    }

    /** {@return the host that was given to {@link Builder#bindAddress}, or the loopback address, and the port on which it listens} */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** {@return the port on which it listens, from 1 to 65535} */
    public int port() {
        return address.getPort();
    }

    /** {@return how many connections there are now, as far as the server has heard of their ends} From any thread. */
    public int connections() {
        return loop.connections();
    }

    /**
     * Waits until the server has ended: since it was closed, or since something went wrong that it cannot go on after, which is in the
     * log then. Blocks without a bound; any thread may wait.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /**
     * Closes every connection, so that all waits end, and gives the port back. Returns when that is done. Closing it again does
     * nothing.
     */
    @Override
    public void close() {
        loop.stop();
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long left = TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
        while (thread.isAlive() && left > 0) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Builds servers. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {

        private static final int MAX_PORT = 65_535;
        private static final int BACKLOG = 16_384;
        private static final Duration MAX_STALL = Duration.ofDays(1);

        private @Nullable String bindAddress;
        private int port;
        private StoreLimits limits = StoreLimits.DEFAULT;
        private Duration stallTimeout = Duration.ofMinutes(1);
        private @Nullable SSLContext tls;
        private boolean requiresClientCertificate;
        private @Nullable SharedSecret secret;
        private LongSupplier nanoClock = System::nanoTime;

        private Builder() {}

        /**
         * Sets where to listen: only on this address. The default is the loopback address, which no other host reaches.
         *
         * @param host a name or an address of this host; {@code 0.0.0.0} for all of IPv4, {@code ::} for all of IPv4 and IPv6
         * @return this builder
         */
        public Builder bindAddress(String host) {
            bindAddress = host;
            return this;
        }

        /**
         * Sets the port. The default is 0.
         *
         * @param number from 0 to 65535; 0 for any that is free
         * @return this builder
         * @throws IllegalArgumentException if it is not a port
         */
        public Builder port(int number) {
            if (number < 0 || number > MAX_PORT) {
                throw new IllegalArgumentException("the port is " + number + "; expected 0 to " + MAX_PORT);
            }
            port = number;
            return this;
        }

        /**
         * Sets what the server takes. The default is {@link StoreLimits#DEFAULT}.
         *
         * @param bounds the limits
         * @return this builder
         */
        public Builder limits(StoreLimits bounds) {
            limits = bounds;
            return this;
        }

        /**
         * Sets how long a client may take for all that comes before its first request (TLS handshake, greeting, proof
         * of the secret), and how long it may pause in the middle of a request. A request must also arrive at 16 KiB a
         * second or more after that time. The default is one minute. An idle client is not disconnected.
         *
         * @param patience more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException if it is not
         */
        public Builder stallTimeout(Duration patience) {
            if (patience.isNegative() || patience.isZero() || patience.compareTo(MAX_STALL) > 0) {
                throw new IllegalArgumentException("the stall time-out is " + TimeText.of(patience)
                        + "; expected more than zero and at most " + TimeText.of(MAX_STALL));
            }
            stallTimeout = patience;
            return this;
        }

        /**
         * Encrypts every connection. Clients of PyTorch cannot connect then. There is no TLS by default.
         *
         * @param context has the server's certificate and, if clients need one too, knows which clients to trust
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            tls = context;
            return this;
        }

        /**
         * Sets whether a client needs a certificate that the TLS context trusts. The default is false.
         *
         * @param isRequired true takes {@link #tls} as well
         * @return this builder
         */
        public Builder requireClientCertificate(boolean isRequired) {
            requiresClientCertificate = isRequired;
            return this;
        }

        /**
         * Serves only clients that know the secret. It is never sent. Clients of PyTorch cannot connect then. By default there is none.
         * A client must prove that it knows the secret before the server proves the same. After ten wrong proofs from
         * one address the server looks at one more each second. Without {@link #tls} the secret decides which clients
         * may connect, and does not protect what is sent afterwards.
         *
         * @param text the same as the clients have, of at least 12 characters; make it long and random, because a recorded handshake
         *     can be compared with guesses
         * @return this builder
         * @throws IllegalArgumentException if it is shorter
         */
        public Builder secret(String text) {
            secret = new SharedSecret(text);
            return this;
        }

        Builder nanoClock(LongSupplier clock) {
            nanoClock = clock;
            return this;
        }

        /**
         * {@return a server that listens}
         *
         * @throws IllegalStateException if clients need a certificate, but there is no TLS, or if the TLS context is not
         *     initialised
         * @throws UnknownHostException if the host to listen on cannot be resolved
         * @throws IOException if it cannot listen there, with the address and the reason
         */
        public TcpStoreServer start() throws IOException {
            if (requiresClientCertificate && tls == null) {
                throw new IllegalStateException(
                        "client certificates are required, but there is no TLS; call tls(SSLContext) too");
            }
            InetSocketAddress wanted = new InetSocketAddress(host(), port);
            ServerSocketChannel listener = ServerSocketChannel.open(familyOf(wanted.getAddress()));
            try {
                listener.configureBlocking(false);
                bind(listener, wanted);
                return start(listener);
            } catch (IOException | RuntimeException e) {
                listener.close();
                throw e;
            }
        }

        /** A socket of the other family would listen on all IPv6 addresses too where all IPv4 addresses are wanted. */
        private static ProtocolFamily familyOf(InetAddress address) {
            return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        }

        private InetAddress host() throws UnknownHostException {
            return bindAddress == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(bindAddress);
        }

        /**
         * A port whose last server was killed can be had at once: Java sets SO_REUSEADDR for this wherever it means that, which is
         * everywhere but on Windows.
         */
        private static void bind(ServerSocketChannel listener, InetSocketAddress wanted) throws IOException {
            try {
                listener.bind(wanted, BACKLOG);
            } catch (BindException e) {
                BindException named = new BindException("cannot listen on " + wanted + ": " + e.getMessage());
                named.initCause(e);
                throw named;
            }
        }

        private String hostName(InetSocketAddress bound) {
            return bindAddress == null ? bound.getAddress().getHostAddress() : bindAddress;
        }

        private TcpStoreServer start(ServerSocketChannel listener) throws IOException {
            InetSocketAddress bound = (InetSocketAddress) listener.getLocalAddress();
            ServerSettings settings = new ServerSettings(
                    limits,
                    stallTimeout,
                    Optional.ofNullable(tls),
                    requiresClientCertificate,
                    Optional.ofNullable(secret));
            settings.newEngine();
            Selector selector = Selector.open();
            TcpStoreServer server =
                    new TcpStoreServer(bound, hostName(bound), new ServerLoop(listener, selector, settings, nanoClock));
            server.thread.start();
            return server;
        }
    }
}
