package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.benchmarks.ServerProcess;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A process that is a server of ZooKeeper until its input ends. It does not wait for the disk. */
final class ZookeeperServerMain {

    private static final int TICK_MILLIS = 500;
    private static final int MOST_CONNECTIONS = 10_000;

    private ZookeeperServerMain() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("zookeeper.forceSync", "no");
        File data = Files.createTempDirectory("zookeeper").toFile();
        ServerCnxnFactory connections = ServerCnxnFactory.createFactory(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MOST_CONNECTIONS);
        connections.startup(new ZooKeeperServer(data, data, TICK_MILLIS));
        ServerProcess.announceAndStay(connections.getLocalPort());
        connections.shutdown();
    }
}
