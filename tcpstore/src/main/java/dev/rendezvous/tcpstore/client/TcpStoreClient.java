package dev.rendezvous.tcpstore.client;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The store of a server that speaks the protocol of PyTorch's {@code TCPStore}: {@code TcpStoreServer}, or PyTorch itself.
 *
 * <pre>{@code
 * try (TcpStoreClient store = TcpStoreClient.builder("10.0.0.7", 29500).connect()) {
 *     store.set("greeting", bytes);
 *     store.add("members", 1);
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> Any number of threads may use a client at once; their requests share one connection and do not wait for each
 * other's answers. A thread that waits for keys has a further connection as long as it waits. There is no thread behind it, but for
 * one that looks up the address of the server while it connects.
 *
 * <p><b>What {@link #set} promises.</b> The protocol has no answer to it. The call returns when the request is on its way, and
 * each later call through this client, on any thread, finds it done. Another client finds it done as soon as any later call of
 * this client that has an answer has returned; {@link #close} waits for that, two seconds at the most.
 *
 * <p><b>When the connection breaks</b> it is made again, with growing pauses, for as long as a first connection is tried. What only
 * reads is then asked again. What changes something is not: its outcome is unknown, and so is that of every {@code set} that no
 * answer has confirmed. The call, or the next one where no call was under way, ends with a {@link RendezvousConnectionException} that
 * begins with "unknown outcome" and names what is in doubt; after that the client can be used again. A call that changes something and
 * has surely not been sent says that it was not.
 *
 * <p><b>Where it differs.</b> A server takes for a number what begins with one, so that {@link #add} counts on from the 12 of
 * {@code 12abc}; on what does not, it breaks the connection, for the other threads of this client too. {@link #size} counts the keys
 * that the protocol keeps for itself.
 *
 * <p><b>Time-outs.</b> The time-out says how long {@link #get} waits for a key. It also bounds every other answer, but at 10 seconds
 * at least, after which the server is given up. A {@link #get} and an {@link #await} end about 10 seconds after their time at the
 * latest, even if the server answers nothing at all or has to be reached anew. A last attempt to reach it that begins just before
 * that takes a second and a half more at the most, however many addresses its host has.
 *
 * <p><b>Security.</b> The plain protocol has neither encryption nor authentication. {@link Builder#tls} and {@link Builder#secret}
 * are for our own server.
 *
 * @since 0.1
 */
public final class TcpStoreClient implements Store {

    private final Connections connections;
    private final StoreCalls calls;
    private final Endpoint endpoint;
    private final Duration timeout;
    private final boolean owner;

    private TcpStoreClient(ClientSettings settings, Connections connections) {
        this.connections = connections;
        this.calls = new StoreCalls(settings, connections);
        this.endpoint = settings.endpoint();
        this.timeout = settings.timeout();
        this.owner = true;
    }

    private TcpStoreClient(TcpStoreClient owner, Duration timeout) {
        this.connections = owner.connections;
        this.calls = owner.calls;
        this.endpoint = owner.endpoint;
        this.timeout = ClientSettings.notNegative(timeout);
        this.owner = false;
    }

    /**
     * {@return a builder of a client}
     *
     * @param host where the server is: a name, or an address without brackets
     * @param port its port, from 1 to 65535
     */
    public static Builder builder(String host, int port) {
        return builder(Endpoint.of(host, port));
    }

    /**
     * {@return a builder of a client}
     *
     * @param endpoint where the server is, with a port from 1 to 65535
     */
    public static Builder builder(Endpoint endpoint) {
        return new Builder(endpoint);
    }

    @Override
    public void set(String key, byte[] value) throws InterruptedException {
        calls.set(key, value, timeout);
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        return calls.get(key, timeout);
    }

    @Override
    public Optional<byte[]> find(String key) throws InterruptedException {
        return calls.find(key, timeout);
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        return calls.add(key, delta, timeout);
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return calls.compareAndSet(key, expected, desired, timeout);
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return calls.replace(key, expected, desired, timeout);
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        return calls.contains(keys, timeout);
    }

    @Override
    public void await(Collection<String> keys, Duration limit) throws InterruptedException {
        calls.await(keys, limit);
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        return calls.delete(key, timeout);
    }

    @Override
    public long size() throws InterruptedException {
        return calls.size(timeout);
    }

    /**
     * {@return the keys that are there, sorted} Without those that the protocol keeps for itself; the keys of all prefixes are among
     * them. Only our own servers and those of PyTorch 2.10 and later can tell, PyTorch's classic one cannot.
     *
     * @throws IllegalStateException if the dialect has no such request
     * @throws InterruptedException if the thread is interrupted
     */
    public List<String> keys() throws InterruptedException {
        return calls.keys(timeout);
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Store withTimeout(Duration other) {
        return new TcpStoreClient(this, other);
    }

    @Override
    public void close() {
        if (owner) {
            connections.close();
        }
    }

    /** {@return whether a call could begin without connecting first, as far as is known} */
    public boolean isConnected() {
        return connections.isConnected();
    }

    /** From now on a connection that is lost stays lost: for what is said in parting, which is not worth waiting for. */
    public void stopConnecting() {
        connections.stopConnecting();
    }

    /** {@return the endpoint of the server} */
    @Override
    public String toString() {
        return "TcpStoreClient[" + endpoint + "]";
    }

    /**
     * Says how to reach a server. Not for use by several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final Endpoint endpoint;
        private Dialect dialect = Dialect.CURRENT;
        private Duration timeout = Duration.ofMinutes(5);
        private Duration connectTimeout = Duration.ofMinutes(1);
        private Optional<Duration> reconnectTimeout = Optional.empty();
        private Duration leastTimeout = ClientSettings.LEAST_PATIENCE;
        private Duration firstPause = Backoff.FIRST;
        private HostLookup.Resolver resolver = InetAddress::getAllByName;
        private StoreLimits limits = StoreLimits.DEFAULT;
        private Optional<SSLContext> tls = Optional.empty();
        private Optional<String> secret = Optional.empty();

        private Builder(Endpoint endpoint) {
            this.endpoint = ClientSettings.withPort(endpoint);
        }

        /**
         * Sets what the server speaks.
         *
         * @param spoken {@link Dialect#CURRENT} unless set
         * @return this builder
         */
        public Builder dialect(Dialect spoken) {
            this.dialect = spoken;
            return this;
        }

        /**
         * Sets how long {@link TcpStoreClient#get} waits for a key.
         *
         * @param time 300 seconds unless set; not negative
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder timeout(Duration time) {
            this.timeout = ClientSettings.notNegative(time);
            return this;
        }

        /**
         * Sets how long a server is tried that cannot be reached, at first and when a connection has broken. An attempt that begins
         * when this time is nearly over lasts a second and a half at the most, however many addresses the host has.
         *
         * @param time 60 seconds unless set; zero for one attempt
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder connectTimeout(Duration time) {
            this.connectTimeout = ClientSettings.notNegative(time);
            return this;
        }

        /**
         * Sets what the server takes. Requests beyond that are refused here, since all that a server does is close the connection;
         * and an answer beyond that is not taken.
         *
         * @param taken {@link StoreLimits#DEFAULT} unless set
         * @return this builder
         */
        public Builder limits(StoreLimits taken) {
            this.limits = taken;
            return this;
        }

        /**
         * Encrypts the connection. The certificate of the server has to be for the host of the endpoint.
         *
         * @param context whom to trust, and, for a server that asks for it, the certificate of this client
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            this.tls = Optional.of(context);
            return this;
        }

        /**
         * Sets the secret that the server has too. Both prove that they know it; it is not sent. Without TLS it keeps out strangers,
         * but not whoever sits on the way between the two.
         *
         * @param shared any text but the empty one
         * @return this builder
         * @throws IllegalArgumentException if it is empty
         */
        public Builder secret(String shared) {
            this.secret = Optional.of(ClientSettings.notEmpty(shared));
            return this;
        }

        /** Sets how long a server is tried that has been reached before; as long as at first unless set. */
        public Builder reconnectTimeout(Duration time) {
            this.reconnectTimeout = Optional.of(time);
            return this;
        }

        /** Sets how long a server may take for an answer however short the time-out is, for servers that a test lets freeze. */
        Builder leastTimeout(Duration time) {
            this.leastTimeout = time;
            return this;
        }

        /** Sets how long to pause after the first attempt that failed, for servers that are about to start. */
        public Builder firstPause(Duration pause) {
            this.firstPause = pause;
            return this;
        }

        /** Sets what knows the addresses of hosts, for hosts and DNS servers that a test makes up. */
        Builder resolver(HostLookup.Resolver other) {
            this.resolver = other;
            return this;
        }

        /**
         * Connects to the server, and tries again as long as that fails for reasons that can pass.
         *
         * @return a client, to be closed
         * @throws IllegalStateException if a secret is set and the dialect is an older one, which has no place for it
         * @throws RendezvousConnectionException saying what was tried, and what came of it at each address
         * @throws InterruptedException if the thread is interrupted
         */
        public TcpStoreClient connect() throws InterruptedException {
            TcpStoreClient client = unconnected();
            client.connections.open();
            return client;
        }

        /** {@return a client that connects when it is first used} */
        public TcpStoreClient unconnected() {
            ClientSettings settings = new ClientSettings(
                    endpoint,
                    dialect,
                    timeout,
                    connectTimeout,
                    reconnectTimeout.orElse(connectTimeout),
                    leastTimeout,
                    firstPause,
                    limits,
                    tls,
                    secret);
            return new TcpStoreClient(settings, Connections.of(settings, resolver));
        }
    }
}
