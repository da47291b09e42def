package dev.rendezvous.zookeeper;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, the spaces of a run on it, and how tests ask them. */
abstract class SpaceFixture {

    static final Life LINGER = Life.linger(Duration.ofHours(2));

    @TempDir
    Path folder;

    final String run = UUID.randomUUID().toString();
    LocalServer server;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @BeforeEach
    void startServer() throws Exception {
        server = LocalServer.start(folder);
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        server.close();
    }

    ZookeeperSpace open() {
        return closedAtEnd(Spaces.open(server.endpoint(), run));
    }

    ZookeeperSpace open(String endpoint, Map<String, String> config) {
        return closedAtEnd(Spaces.open(endpoint, run, config));
    }

    <T extends AutoCloseable> T closedAtEnd(T resource) {
        opened.push(resource);
        return resource;
    }

    static WriteOutcome.Applied create(CoordinationSpace space, String key, String value, Life life) throws Exception {
        return (WriteOutcome.Applied) answer(space.put(key, value, Precondition.absent(), life));
    }

    static WriteOutcome rewrite(CoordinationSpace space, String key, String value, long version, Life life)
            throws Exception {
        return answer(space.put(key, value, Precondition.version(version), life));
    }

    static Lease grant(CoordinationSpace space, Duration ttl) throws Exception {
        return answer(space.grant(ttl));
    }

    static Optional<String> value(CoordinationSpace space, String key) throws Exception {
        return answer(space.get(key)).map(Entry::value);
    }

    static <T> T answer(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
