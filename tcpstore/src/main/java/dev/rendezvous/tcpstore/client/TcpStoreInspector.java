package dev.rendezvous.tcpstore.client;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.KeysReply;
import dev.rendezvous.tcpstore.client.request.Value;
import dev.rendezvous.tcpstore.wire.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the store of a running job as it is on the wire, to find out why the job does not proceed. Keys are bytes: the keys of clients
 * begin with a slash, which {@link TcpStoreClient} leaves out. The keys that the protocol keeps for itself, such as {@code init/} of
 * PyTorch, do not. The inspector changes no value and waits for no key.
 *
 * <p>What other clients may notice: the first read of a value opens one or two further connections, and closes them again. Where a
 * value seems to be empty, a further request reads it. If the key is deleted at that very moment, PyTorch's libuv server wakes the
 * clients that wait for the key, and they continue to wait.
 *
 * <p>Any number of threads may use an inspector at once. Each call is one request or several. A request is sent up to three times if the
 * connection breaks or the server is late. Each time {@link TcpStoreClient.Builder#connectTimeout} limits how long the inspector tries to
 * reach the server again, and {@link TcpStoreClient.Builder#timeout} how long the server may take to answer.
 *
 * @since 0.1
 */
public final class TcpStoreInspector implements AutoCloseable {

    private final ClientSettings settings;
    private final Connections connections;
    private final ValueReader values;

    private TcpStoreInspector(ClientSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.values = new ValueReader(settings, connections);
    }

    /**
     * Connects to a server.
     *
     * @param builder how to reach the server. Its {@link TcpStoreClient.Builder#timeout} is how long the server may take for an answer, up
     *     to its last byte: 10 seconds unless set, and never less. Set more for a long list of keys over a slow network. Its
     *     {@link TcpStoreClient.Builder#limits} are those of the server: the inspector does not ask for a longer key, and does not accept a
     *     longer key or value
     * @return an inspector, to be closed
     * @throws IllegalStateException if a secret is set and the dialect is an older one, which has no place for it
     * @throws RendezvousConnectionException if the server cannot be reached, with what was tried and how it failed at each address
     * @throws InterruptedException if the thread is interrupted
     */
    public static TcpStoreInspector connect(TcpStoreClient.Builder builder) throws InterruptedException {
        ClientSettings settings = builder.settings(ClientSettings.LEAST_PATIENCE);
        TcpStoreInspector inspector = new TcpStoreInspector(settings, builder.connections(settings));
        inspector.connections.open();
        return inspector;
    }

    /**
     * {@return all keys that are there, sorted by their bytes} Only our own servers and those of PyTorch 2.10 and later can list them.
     * PyTorch's classic server cannot.
     *
     * @throws IllegalStateException if the dialect has no such request
     * @throws RendezvousConnectionException if the server cannot be reached
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
     * @throws IllegalArgumentException if the key is longer than {@link TcpStoreClient.Builder#limits} allows
     * @throws RendezvousConnectionException if the server cannot be reached
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
}
