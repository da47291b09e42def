package dev.rendezvous.etcd;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.tck.group.GroupContract;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Nodes that are processes, at a cluster of three. */
@RequiresEtcd
class EtcdGroupContractTest extends GroupContract {

    private static final int LONGEST_MILLIS = 5_000;

    private EtcdCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = EtcdCluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Override
    protected RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("etcd").endpoint(cluster.endpoint());
    }

    /** One member is killed, one is frozen, or two are frozen, so that there is no quorum. */
    @Override
    protected void breakService(Random random) throws Exception {
        int member = random.nextInt(EtcdCluster.SIZE);
        int other = (member + 1) % EtcdCluster.SIZE;
        int way = random.nextInt(3);
        if (way == 0) {
            cluster.kill(member);
        } else {
            cluster.freeze(member);
        }
        if (way == 2) {
            cluster.freeze(other);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
        if (way == 0) {
            cluster.start(member);
        } else {
            cluster.resume(member);
        }
        if (way == 2) {
            cluster.resume(other);
        }
    }
}
