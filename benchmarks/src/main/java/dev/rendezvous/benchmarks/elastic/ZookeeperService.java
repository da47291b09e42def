package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.benchmarks.ServerProcess;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** A real ZooKeeper. */
final class ZookeeperService implements Service {

    private static final int SESSION_MILLIS = 30_000;

    private final ServerProcess server;

    ZookeeperService() throws IOException {
        this.server = ServerProcess.start(ZookeeperServerMain.class);
    }

    @Override
    public String backend() {
        return "zookeeper";
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String endpoint(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public Supplier<RequestCounter> counter() {
        return ZookeeperRequests::new;
    }

    @Override
    public SharedCell cell(String run) throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(endpoint(port()), SESSION_MILLIS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        connected.await();
        return new NodeCell(client, "/" + run);
    }

    @Override
    public long cpuNanos() throws IOException {
        return server.cpuNanos();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The version of a node counts from 0, and that of {@link Seen} from 1. */
    private record NodeCell(ZooKeeper client, String path) implements SharedCell {

        @Override
        public Seen read() throws KeeperException, InterruptedException {
            return read(1);
        }

        private Seen read(int requests) throws KeeperException, InterruptedException {
            Stat stat = new Stat();
            byte[] value = client.getData(path, false, stat);
            return new Seen(new String(value, UTF_8), stat.getVersion() + 1L, requests);
        }

        @Override
        public Seen write(String value, Seen expected) throws KeeperException, InterruptedException {
            byte[] bytes = value.getBytes(UTF_8);
            try {
                if (expected.version() == 0) {
                    client.create(path, bytes, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                    return new Seen(value, 1, 1);
                }
                Stat stat = client.setData(path, bytes, (int) expected.version() - 1);
                return new Seen(value, stat.getVersion() + 1L, 1);
            } catch (KeeperException.BadVersionException | KeeperException.NodeExistsException other) {
                return read(2);
            }
        }

        @Override
        public void close() throws InterruptedException {
            client.close();
        }
    }
}
