package dev.rendezvous.engine.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy before a service, for tests: it breaks connections at the worst moments. It listens on the loopback address. It looks at no
 * byte: a request is what a client sends next, a reply what the service sends next on the same connection. So a test arms a fault while
 * the connection is silent. Thread-safe; its threads end with {@link #close()}.
 *
 * @since 0.1
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress service;
    private final ServerSocket listener;
    private final ProxyFaults faults = new ProxyFaults();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private TcpProxy(InetSocketAddress service, ServerSocket listener) {
        this.service = service;
        this.listener = listener;
    }

    /**
     * Starts a proxy.
     *
     * @param service where connections go
     * @return the proxy, which listens
     * @throws IOException if it cannot listen
     */
    public static TcpProxy before(InetSocketAddress service) throws IOException {
        ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        TcpProxy proxy = new TcpProxy(service, listener);
        ProxiedConnection.daemon("tcp-proxy-accept", proxy::acceptConnections).start();
        return proxy;
    }

    /** {@return where clients connect} */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Drops the next bytes of a client before they reach the service, and closes that connection. */
    public void cutBeforeRequest() {
        faults.arm(ProxyFaults.Cut.BEFORE_REQUEST);
    }

    /** Passes the next bytes of a client on, drops what the service replies on that connection, and closes it. */
    public void cutBeforeReply() {
        faults.arm(ProxyFaults.Cut.BEFORE_REPLY);
    }

    /** Closes every connection. New ones are made as usual. */
    public void cutAll() {
        connections.forEach(ProxiedConnection::close);
    }

    /** Holds back all bytes, in both directions and also of new connections, until {@link #resume()}. */
    public void hold() {
        faults.hold(true);
    }

    /** Holds back what the service sends, until {@link #resume()}. Requests pass. */
    public void holdReplies() {
        faults.holdReplies(true);
    }

    /** Ends {@link #hold()} and {@link #holdReplies()}. */
    public void resume() {
        faults.hold(false);
        faults.holdReplies(false);
    }

    /** {@return how many bytes the service has sent through all connections so far} */
    public long repliedBytes() {
        return faults.replied();
    }

    /** Closes every connection, and each new one at once, until {@link #accept()}. */
    public void refuse() {
        faults.refuse(true);
        cutAll();
    }

    /** Ends {@link #refuse()}. */
    public void accept() {
        faults.refuse(false);
    }

    /** Closes every connection and stops to listen; may be called again. */
    @Override
    public void close() throws IOException {
        listener.close();
        faults.refuse(true);
        resume();
        cutAll();
    }

    private void acceptConnections() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException ignored) {
                // A client that went away at once, a service that refuses connections, or the end of the listener.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(service, CONNECT_MILLIS);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        ProxiedConnection connection = new ProxiedConnection(client, server, faults);
        connections.add(connection);
        if (faults.refuses()) {
            connection.close();
        }
        connection.start(() -> connections.remove(connection));
    }
}
