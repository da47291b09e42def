package dev.rendezvous.tcpstore.client;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.client.connect.Backoff;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.connect.HostLookup;
import dev.rendezvous.tcpstore.client.connect.StoreView;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
 * <p><b>Threads.</b> Any number of threads may use a client at once. Their requests share one connection and do not wait for each
 * other's answers. A thread that waits for keys uses a further connection meanwhile. The client has no thread of its own, except
 * for one that looks up the address of the server while it connects.
 *
 * <p><b>What {@link #set} promises.</b> The protocol has no answer to it. The call returns when the request is sent. Each later call
 * of this client, on any thread, sees its effect. Another client sees it as soon as any later call of this client that has an answer
 * has returned. {@link #close} waits up to two seconds for that.
 *
 * <p><b>When the connection breaks</b> the client connects again, with growing pauses, for as long as for a first connection. A call
 * that only reads is sent again. A call that changes something is never sent again. It ends with a
 * {@link RendezvousConnectionException} whose {@link RendezvousConnectionException#outcome() outcome} is {@code UNKNOWN} if the request
 * may have been done, and {@code NOT_SENT} if it cannot have been done. A {@code set} that no answer has confirmed is in doubt too. If
 * no call was under way, the next call ends with the outcome {@code UNKNOWN}. The message names the requests in doubt. After that
 * the client can be used again.
 *
 * <p><b>Close.</b> {@link #close} ends the calls that wait for keys, and those that have not been sent, with
 * {@link IllegalStateException}. A call that changes something and has been sent ends with the outcome {@code UNKNOWN}, since the
 * server may have done it: a close does not hide that.
 *
 * <p><b>{@link #replace}</b> is exact with our own server. PyTorch's server cannot say whether it set a key. With such a server the
 * client looks first, so a wrong {@code true} needs another client that sets the same desired value at that very moment. Clients
 * of a PyTorch server that compete for a key must use desired values that differ.
 *
 * <p><b>Where it differs.</b> A server reads the number at the beginning of a value, so that {@link #add} counts on from the 12 of
 * {@code 12abc}. If there is no number, it closes the connection, for the other threads of this client too. {@link #size} counts
 * the keys that the protocol keeps for itself.
 *
 * <p><b>Time-outs.</b> The time-out says how long {@link #get} waits for a key. It also limits how long the server may take for any
 * other answer, but never to less than 10 seconds. A {@link #get} and an {@link #await} end up to 10 seconds after their time-out
 * even if the server does not answer or must be reached again. The last attempt to connect may take 1.5 seconds more,
 * regardless of the number of addresses.
 *
 * <p><b>Security.</b> The plain protocol has neither encryption nor authentication. {@link Builder#tls} and {@link Builder#secret}
 * work with our own server.
 *
 * @since 0.1
 */
public final class TcpStoreClient implements Store {

    private final Connections connections;
    private final StoreCalls calls;
    private final Endpoint endpoint;
    private final StoreView view;
    private final boolean owner;

    private TcpStoreClient(ClientSettings settings, Connections connections) {
        this.connections = connections;
        this.calls = new StoreCalls(settings, connections);
        this.endpoint = settings.endpoint();
        this.view = StoreView.of(settings.timeout());
        this.owner = true;
    }

    private TcpStoreClient(TcpStoreClient owner, StoreView view) {
        this.connections = owner.connections;
        this.calls = owner.calls;
        this.endpoint = owner.endpoint;
        this.view = view;
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
        calls.set(key, value, view);
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        return calls.get(key, view);
    }

    @Override
    public Optional<byte[]> find(String key) throws InterruptedException {
        return calls.find(key, view);
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        return calls.add(key, delta, view);
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return calls.compareAndSet(key, expected, desired, view);
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return calls.replace(key, expected, desired, view);
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        return calls.contains(keys, view);
    }

    @Override
    public void await(Collection<String> keys, Duration limit) throws InterruptedException {
        calls.await(keys, limit, view);
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        return calls.delete(key, view);
    }

    @Override
    public long size() throws InterruptedException {
        return calls.size(view);
    }

    /**
     * {@return the keys that are there, sorted} Without those that the protocol keeps for itself; the keys of all prefixes are among
     * them. Only our own servers and those of PyTorch 2.10 and later can tell, PyTorch's classic one cannot.
     *
     * @throws IllegalStateException if the dialect has no such request
     * @throws InterruptedException if the thread is interrupted
     */
    public List<String> keys() throws InterruptedException {
        return calls.keys(view);
    }

    @Override
    public Duration timeout() {
        return view.timeout();
    }

    @Override
    public TcpStoreClient withTimeout(Duration other) {
        return new TcpStoreClient(this, view.withTimeout(ClientSettings.notNegative(other)));
    }

    /**
     * {@return a view whose calls all end when this time from now has passed} A server that cannot be reached is tried until then, and
     * not longer. A call that is then under way takes up to a second more for its answer, or a second and a half for its last
     * attempt to connect.
     *
     * @param time not negative
     * @throws IllegalArgumentException if the time is negative
     */
    public TcpStoreClient within(Duration time) {
        return new TcpStoreClient(this, view.until(Deadline.after(ClientSettings.notNegative(time))));
    }

    /**
     * {@return a view in which the key {@code K} stands for {@code prefix/K}} It differs from {@link Store#prefixed} in its messages
     * and in {@link dev.rendezvous.RendezvousTimeoutException#missing()}, which show the keys of the caller.
     *
     * @param prefix any text
     */
    public TcpStoreClient under(String prefix) {
        return new TcpStoreClient(this, view.under(prefix));
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

    /** Disables connecting. Open connections stay open. For use before {@link #close}, when a lost server must not be waited for. */
    public void stopConnecting() {
        connections.stopConnecting();
    }

    /** {@return the endpoint of the server} */
    @Override
    public String toString() {
        return "TcpStoreClient[" + endpoint + "]";
    }

    /**
     * The settings by which a server is reached, for a client or a {@link TcpStoreInspector}. Not for use by several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {

        private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

        private final Endpoint endpoint;
        private Dialect dialect = Dialect.CURRENT;
        private Optional<Duration> timeout = Optional.empty();
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
            this.timeout = Optional.of(ClientSettings.notNegative(time));
            return this;
        }

        /**
         * Sets how long to try a server that cannot be reached, at first and when a connection has broken. The last attempt may
         * take 1.5 seconds more, regardless of the number of addresses.
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
         * Sets the limits of the server. The client refuses larger requests, since a server would only close the connection. It
         * does not accept larger answers.
         *
         * @param taken {@link StoreLimits#DEFAULT} unless set
         * @return this builder
         */
        public Builder limits(StoreLimits taken) {
            this.limits = taken;
            return this;
        }

        /**
         * Encrypts the connection. The certificate of the server must be for the host of the endpoint.
         *
         * @param context the certificates to trust, and the certificate of this client if the server asks for one
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            this.tls = Optional.of(context);
            return this;
        }

        /**
         * Sets the secret that the server has too. Both prove that they know it. It is not sent. Without TLS it does not protect
         * against an attacker on the network path.
         *
         * @param shared any text but the empty one
         * @return this builder
         * @throws IllegalArgumentException if it is empty
         */
        public Builder secret(String shared) {
            this.secret = Optional.of(ClientSettings.checkedSecret(shared));
            return this;
        }

        /**
         * Sets how long to try a server that has been reached before.
         *
         * @param time the time of {@link #connectTimeout} unless set
         * @return this builder
         */
        public Builder reconnectTimeout(Duration time) {
            this.reconnectTimeout = Optional.of(time);
            return this;
        }

        /** Sets how long a server may take for an answer however short the time-out is, for servers that a test lets freeze. */
        Builder leastTimeout(Duration time) {
            this.leastTimeout = time;
            return this;
        }

        /**
         * Sets how long to pause after the first attempt that failed. The pauses grow from there.
         *
         * @param pause 500 ms unless set
         * @return this builder
         */
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
            ClientSettings settings = settings(USUAL_TIMEOUT);
            return new TcpStoreClient(settings, connections(settings));
        }

        /**
         * Connects to a server of ours, and has it set some keys when this process is gone: when the connection ends and is not made
         * again. Now the server deletes each key that has this value.
         *
         * @param marks up to eight keys with values, of up to 16 KiB together
         * @return the presence, to be closed
         * @throws IllegalStateException if the server is not one of ours
         * @throws RendezvousConnectionException if the server cannot be reached
         * @throws InterruptedException if the thread is interrupted
         */
        public Presence present(Map<String, byte[]> marks) throws InterruptedException {
            ClientSettings settings = settings(USUAL_TIMEOUT);
            return Presence.announce(settings, connections(settings), marks, settings.callTimeout(settings.timeout()));
        }

        /**
         * {@return what was set}
         *
         * @param usualTimeout the time-out unless one was set
         */
        ClientSettings settings(Duration usualTimeout) {
            return new ClientSettings(
                    endpoint,
                    dialect,
                    timeout.orElse(usualTimeout),
                    connectTimeout,
                    reconnectTimeout.orElse(connectTimeout),
                    leastTimeout,
                    firstPause,
                    limits,
                    tls,
                    secret);
        }

        /** {@return connections with these settings, none so far} */
        Connections connections(ClientSettings settings) {
            return Connections.of(settings, resolver);
        }
    }
}
