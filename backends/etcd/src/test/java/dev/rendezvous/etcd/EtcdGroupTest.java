package dev.rendezvous.etcd;

import static dev.rendezvous.tck.Eventually.eventually;

import dev.rendezvous.engine.tck.TcpProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group of handlers while members of a cluster of three are killed and frozen. */
@RequiresEtcd
class EtcdGroupTest {

    private static final int NODES = 4;

    private final Spaces spaces = new Spaces();
    private EtcdCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = EtcdCluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        spaces.close();
        cluster.close();
    }

    @Test
    void groupOutlastsTheLeaderOfTheCluster() throws Exception {
        Group group = group(cluster.endpoint());
        int leader = cluster.leader(spaces.gateway(cluster.endpoints(), Duration.ofSeconds(5)));
        cluster.kill(leader);
        group.leaveOne();
        group.awaitOneRound();
        cluster.start(leader);
    }

    @Test
    void groupOutlastsALostQuorum() throws Exception {
        Group group = group(cluster.endpoint());
        cluster.freeze(0);
        cluster.freeze(1);
        TimeUnit.NANOSECONDS.sleep(Group.LEASE.multipliedBy(2).toNanos());
        cluster.resume(0);
        cluster.resume(1);
        group.awaitOneRound();
        group.leaveOne();
        group.awaitOneRound();
    }

    /** All servers end, and come back with their data. */
    @Test
    void groupOutlastsARestartOfAllServers() throws Exception {
        Group group = group(cluster.endpoint());
        for (int member = 0; member < EtcdCluster.SIZE; member++) {
            cluster.kill(member);
        }
        for (int member = 0; member < EtcdCluster.SIZE; member++) {
            cluster.start(member);
        }
        group.leaveOne();
        group.awaitOneRound();
    }

    /** Tokens start again with the revisions of the empty server, so they are not compared. */
    @Test
    void groupMeetsAgainAfterLostMemory() throws Exception {
        try (EtcdServer server = EtcdServer.start()) {
            Group group = group(server.endpoint().toString());
            server.process().kill();
            server.process().deleteData();
            server.process().start();
            server.awaitService();
            group.forgetTokens();
            group.awaitOneRound();
        }
    }

    @Test
    void groupOutlastsLostReplies() throws Exception {
        EtcdServer member = cluster.member(0);
        try (TcpProxy proxy = TcpProxy.before(new InetSocketAddress(InetAddress.getLoopbackAddress(), member.port()))) {
            Group group = group("127.0.0.1:" + proxy.address().getPort());
            for (int i = 0; i < 10; i++) {
                proxy.cutBeforeReply();
                int before = i;
                eventually("time for some requests " + before, () -> {
                    TimeUnit.MILLISECONDS.sleep(100);
                    return true;
                });
            }
            group.leaveOne();
            proxy.cutBeforeReply();
            group.awaitOneRound();
        }
    }

    private Group group(String endpoint) throws Exception {
        Group group = spaces.closedAtEnd(new Group(spaces.parameters(endpoint), NODES));
        group.awaitOneRound();
        return group;
    }
}
