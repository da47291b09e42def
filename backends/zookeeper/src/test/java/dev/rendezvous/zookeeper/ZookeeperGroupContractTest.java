package dev.rendezvous.zookeeper;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.tck.group.GroupContract;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are processes, at an ensemble of three. */
class ZookeeperGroupContractTest extends GroupContract {

    @TempDir
    Path servers;

    private ProxiedEnsemble ensemble;

    @BeforeEach
    void start() throws Exception {
        ensemble = ProxiedEnsemble.start(servers);
    }

    @AfterEach
    void stop() throws Exception {
        ensemble.close();
    }

    @Override
    protected RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("zookeeper").endpoint(ensemble.endpoint());
    }

    @Override
    protected void breakService(Random random) throws Exception {
        ensemble.breakOnce(random);
    }
}
