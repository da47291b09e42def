package dev.rendezvous.tcpstore.client;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.client.connect.Backoff;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.KeysReply;
import dev.rendezvous.tcpstore.client.request.Value;
import dev.rendezvous.tcpstore.wire.Operation;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Looks into the store of a running job as it is on the wire, for those who want to know why the job does not get on. Keys are bytes:
 * those that clients use begin with a slash, which {@link TcpStoreClient} leaves out, and those that the protocol keeps for itself, such
 * as {@code init/} of PyTorch, do not. No value is changed, and no key is waited for.
 *
 * <p>What others may notice: the first value that is asked for opens one or two further connections, and closes them again. And where
 * a value seems to be empty, a request asks for it that wakes, on PyTorch's libuv server, those who wait for that key if it has gone
 * at that very moment. They look, and wait on.
 *
 * <p>Any number of threads may use an inspector at once. Each call is one request or some. A request at which the connection breaks, or
 * the server is late, is made three times in all; each time {@link Builder#connectTimeout} says how long to try to reach the server
 * again, and {@link Builder#timeout} how long it may take to answer.
 *
 * @since 0.1
 */
public final class TcpStoreInspector implements AutoCloseable {

    private final ClientSettings settings;
    private final Connections connections;
    private final ValueReader values;

    private TcpStoreInspector(ClientSettings settings) {
        this.settings = settings;
        this.connections = Connections.of(settings, InetAddress::getAllByName);
        this.values = new ValueReader(settings, connections);
    }

    /**
     * {@return a builder of an inspector}
     *
     * @param endpoint where the server is, with a port from 1 to 65535
     * @throws IllegalArgumentException if it has none
     */
    public static Builder builder(Endpoint endpoint) {
        return new Builder(endpoint);
    }

    /**
     * {@return all keys that are there, sorted by their bytes} Only our own servers and those of PyTorch 2.10 and later can tell,
     * PyTorch's classic one cannot.
     *
     * @throws IllegalStateException if the dialect has no such request
     * @throws RendezvousConnectionException if the server cannot be reached any more
     * @throws InterruptedException if the thread is interrupted
     */
    public List<byte[]> keys() throws InterruptedException {
        if (!Operation.LIST_KEYS.isIn(settings.dialect())) {
            throw new IllegalStateException(ClientMessages.cannotListKeys(settings.dialect()));
        }
        CallWriter calls = new CallWriter(settings.dialect());
        return connections.call(calls.listKeys(), new KeysReply(settings.limits()), callTimeout()).stream()
                .sorted(Arrays::compareUnsigned)
                .toList();
    }

    /**
     * {@return the value of a key; empty if the key is not there}
     *
     * @param key its bytes on the wire
     * @throws IllegalArgumentException if the key is longer than {@link Builder#limits} allows
     * @throws RendezvousConnectionException if the server cannot be reached any more
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<byte[]> value(byte[] key) throws InterruptedException {
        Key wanted = Key.onWire(key);
        if (key.length > settings.limits().maxKeyBytes()) {
            throw new IllegalArgumentException(ClientMessages.keyOnWireTooLong(
                    wanted.text(), key.length, settings.limits().maxKeyBytes()));
        }
        return values.read(wanted, callTimeout()).map(Value::bytes);
    }

    private CallTimeout callTimeout() {
        return settings.callTimeout(settings.timeout());
    }

    @Override
    public void close() {
        connections.close();
    }

    /**
     * Says how to reach a server. Not for use by several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final Endpoint endpoint;
        private Dialect dialect = Dialect.CURRENT;
        private Duration timeout = ClientSettings.LEAST_PATIENCE;
        private Duration connectTimeout = Duration.ofMinutes(1);
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
            dialect = spoken;
            return this;
        }

        /**
         * Sets how long a server may take for an answer, up to its last byte: more than the default for a long list of keys that comes
         * over a slow line.
         *
         * @param time 10 seconds unless set, not negative; less than 10 seconds counts as 10
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder timeout(Duration time) {
            timeout = ClientSettings.notNegative(time);
            return this;
        }

        /**
         * Sets how long a server is tried that cannot be reached, at first and when a connection has broken. An attempt that begins
         * when this time is nearly over lasts a second and a half at the most, however many addresses the host has.
         *
         * @param time 60 seconds unless set, not negative; zero for one attempt
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder connectTimeout(Duration time) {
            connectTimeout = ClientSettings.notNegative(time);
            return this;
        }

        /**
         * Sets what the server takes. A longer key is not asked for, and an answer with a longer key or value is not taken.
         *
         * @param taken {@link StoreLimits#DEFAULT} unless set
         * @return this builder
         */
        public Builder limits(StoreLimits taken) {
            limits = taken;
            return this;
        }

        /**
         * Encrypts the connection. The certificate of the server has to be for the host of the endpoint.
         *
         * @param context whom to trust, and, for a server that asks for it, the certificate of this client
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            tls = Optional.of(context);
            return this;
        }

        /**
         * Sets the secret that the server has too.
         *
         * @param shared any text but the empty one
         * @return this builder
         * @throws IllegalArgumentException if it is empty
         */
        public Builder secret(String shared) {
            secret = Optional.of(ClientSettings.checkedSecret(shared));
            return this;
        }

        /**
         * Connects to the server.
         *
         * @return an inspector, to be closed
         * @throws IllegalStateException if a secret is set and the dialect is an older one, which has no place for it
         * @throws RendezvousConnectionException saying what was tried, and what came of it at each address
         * @throws InterruptedException if the thread is interrupted
         */
        public TcpStoreInspector connect() throws InterruptedException {
            TcpStoreInspector inspector = new TcpStoreInspector(new ClientSettings(
                    endpoint,
                    dialect,
                    timeout,
                    connectTimeout,
                    connectTimeout,
                    ClientSettings.LEAST_PATIENCE,
                    Backoff.FIRST,
                    limits,
                    tls,
                    secret));
            inspector.connections.open();
            return inspector;
        }
    }
}
