package dev.rendezvous.zookeeper;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.tck.CoordinationContract;
import dev.rendezvous.engine.tck.FaultySpace;
import dev.rendezvous.engine.tck.ProxiedSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The keys of ZooKeeper pass the contract. */
final class ZookeeperSpaceTest extends CoordinationContract {

    @TempDir
    private static Path folder;

    private static LocalServer server;

    @BeforeAll
    static void start() throws Exception {
        server = LocalServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    protected CoordinationSpace openSpace(String id) {
        return Spaces.open(server.endpoint(), id);
    }

    @Override
    protected Optional<FaultySpace> openFaultySpace(String id) throws Exception {
        return Optional.of(ProxiedSpace.open(server.address(), proxy -> Spaces.open(LocalServer.text(proxy), id)));
    }

    /** A wrong password is that of another user. That user has no rights where the run of the first one is. */
    @Override
    protected Optional<CoordinationSpace> openRefusedSpace(String id) throws Exception {
        try (ZookeeperSpace owner = Spaces.open(server.endpoint(), id, login("right"))) {
            owner.put("r/seal", "1", Precondition.absent(), Life.linger(Duration.ofHours(2)))
                    .toCompletableFuture()
                    .get();
        }
        return Optional.of(Spaces.open(server.endpoint(), id, login("wrong")));
    }

    private static Map<String, String> login(String password) throws IOException {
        Path file = Files.writeString(folder.resolve(password), password);
        return Map.of("user", "alice", "password_file", file.toString());
    }

    @Override
    protected boolean restartService() throws Exception {
        server.restart();
        return true;
    }

    @Override
    protected Duration shortestTtl() {
        return Duration.ofSeconds(1);
    }
}
