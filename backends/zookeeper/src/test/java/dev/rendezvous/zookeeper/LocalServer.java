package dev.rendezvous.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.server.ServerCnxn;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A server of ZooKeeper in this JVM. It does not wait for the disk. */
final class LocalServer implements AutoCloseable {

    static final int SHORTEST_SESSION_MILLIS = 800;
    static final int LONGEST_SESSION_MILLIS = 60_000;

    private static final int TICK_MILLIS = 100;

    private static final int MOST_CONNECTIONS = 1000;

    static {
        System.setProperty("zookeeper.forceSync", "no");
    }

    private final Path folder;
    private final InetSocketAddress address;
    private ServerCnxnFactory connections;
    private ZooKeeperServer server;

    private LocalServer(Path folder) throws Exception {
        this.folder = folder;
        this.connections = ServerCnxnFactory.createFactory(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MOST_CONNECTIONS);
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), connections.getLocalPort());
        this.server = new ZooKeeperServer(folder.toFile(), folder.toFile(), TICK_MILLIS);
        serve();
    }

    static LocalServer start(Path folder) throws Exception {
        return new LocalServer(folder);
    }

    private void serve() throws Exception {
        server.setMinSessionTimeout(SHORTEST_SESSION_MILLIS);
        server.setMaxSessionTimeout(LONGEST_SESSION_MILLIS);
        connections.startup(server);
    }

    InetSocketAddress address() {
        return address;
    }

    String endpoint() {
        return text(address);
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Stops the server and starts it again with the same data, on the same port. */
    void restart() throws Exception {
        close();
        connections = ServerCnxnFactory.createFactory(address, MOST_CONNECTIONS);
        server = new ZooKeeperServer(folder.toFile(), folder.toFile(), TICK_MILLIS);
        serve();
    }

    /** Ends every session, as when its time-out has passed. */
    void endSessions() {
        for (ServerCnxn connection : connections.getConnections()) {
            server.closeSession(connection.getSessionId());
        }
    }

    /** {@return the kind of the last request that the server has done on a connection, in four letters} */
    List<String> lastRequests() {
        List<String> last = new ArrayList<>();
        connections.getConnections().forEach(connection -> last.add(connection.getLastOperation()));
        return last;
    }

    /** {@return how many requests the server has got on the connections that are open} */
    long requests() {
        long count = 0;
        for (ServerCnxn connection : connections.getConnections()) {
            count += connection.getPacketsReceived();
        }
        return count;
    }

    /** {@return how many sessions live} */
    int sessions() {
        return server.getSessionTracker().globalSessions().size();
    }

    @Override
    public void close() throws IOException {
        connections.shutdown();
    }
}
