package dev.rendezvous.tcpstore;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;

/**
 * Looks into the store of a running job as it is on the wire, for those who want to know why the job does not get on. Keys are bytes:
 * those that clients use begin with a slash, which {@link TcpStoreClient} leaves out, and those that the protocol keeps for itself, such
 * as {@code init/} of PyTorch, do not. Nothing is changed, and no key is waited for.
 *
 * <p>Any number of threads may use an inspector at once. Each call is one round trip or some, and waits ten seconds for an answer.
 *
 * @since 0.1
 */
public final class TcpStoreInspector implements AutoCloseable {

    private final ClientSettings settings;
    private final Connections connections;
    private final ValueReader values;

    private TcpStoreInspector(ClientSettings settings) {
        this.settings = settings;
        HostLookup lookup = new HostLookup(settings.endpoint().host(), InetAddress::getAllByName);
        this.connections = new Connections(settings, new Connector(settings, lookup, new Random()));
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
            throw new IllegalStateException("a server of the dialect " + settings.dialect() + " cannot list its keys");
        }
        CallWriter calls = new CallWriter(settings.dialect());
        return connections.call(calls.listKeys(), new Replies(settings.limits()).keys(), patience()).stream()
                .sorted(Arrays::compareUnsigned)
                .toList();
    }

    /**
     * {@return the value of a key; empty if the key is not there}
     *
     * @param key its bytes on the wire
     * @throws IllegalArgumentException if the key is longer than {@link StoreLimits#DEFAULT} allows
     * @throws RendezvousConnectionException if the server cannot be reached any more
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<byte[]> value(byte[] key) throws InterruptedException {
        Key wanted = Key.onWire(key);
        if (key.length > settings.limits().maxKeyBytes()) {
            throw ClientMessages.keyTooLong(
                    wanted.text(), key.length, settings.limits().maxKeyBytes());
        }
        return values.read(wanted, patience()).map(Value::bytes);
    }

    private Patience patience() {
        return settings.patience(settings.timeout());
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
        private Duration connectTimeout = Duration.ofMinutes(1);
        private Optional<SSLContext> tls = Optional.empty();
        private Optional<String> secret = Optional.empty();

        private Builder(Endpoint endpoint) {
            if (endpoint.port() < 1 || endpoint.port() > 0xffff) {
                throw new IllegalArgumentException("the endpoint " + endpoint
                        + " has no port from 1 to 65535, on which a server could be reached");
            }
            this.endpoint = endpoint;
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
         * Sets how long a server is tried that cannot be reached.
         *
         * @param time 60 seconds unless set, not negative; zero for one attempt
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder connectTimeout(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("the time-out of " + TimeText.of(time) + " is negative");
            }
            connectTimeout = time;
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
            if (shared.isEmpty()) {
                throw new IllegalArgumentException("the secret is empty");
            }
            secret = Optional.of(shared);
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
            if (secret.isPresent() && dialect != Dialect.CURRENT) {
                throw new IllegalStateException("the dialect " + dialect + " has no place for a secret");
            }
            TcpStoreInspector inspector = new TcpStoreInspector(new ClientSettings(
                    endpoint,
                    dialect,
                    Duration.ZERO,
                    connectTimeout,
                    connectTimeout,
                    ClientSettings.LEAST_PATIENCE,
                    Backoff.FIRST,
                    StoreLimits.DEFAULT,
                    tls,
                    secret));
            inspector.connections.open();
            return inspector;
        }
    }
}
