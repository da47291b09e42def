package dev.rendezvous.etcd;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.etcd.transport.Connection;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.transport.HttpGateway;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Handles of a run that no other test has used, closed at the end, the last one first. */
final class Spaces implements AutoCloseable {

    static final Life LINGER = Life.linger(Duration.ofHours(2));

    private final String run = "test-" + UUID.randomUUID();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    RendezvousParameters.Builder parameters(String endpoints) {
        return RendezvousParameters.builder("etcd")
                .endpoint(endpoints)
                .runId(run)
                .nodes(1, 1);
    }

    CoordinationSpace open(String endpoints, Map<String, String> config) {
        return closedAtEnd(EtcdBackend.open(parameters(endpoints).config(config).build()));
    }

    /** {@return a handle whose first turn has the first endpoint} */
    CoordinationSpace openFirst(List<Endpoint> endpoints, Duration limit) {
        return closedAtEnd(new EtcdSpace(gateway(endpoints, limit), new EtcdKeys("/rdzv/" + run + "/")));
    }

    Gateway gateway(List<Endpoint> endpoints, Duration limit) {
        return closedAtEnd(
                HttpGateway.open(new Connection(endpoints, Optional.empty(), Optional.empty(), "/rdzv/", limit), 0));
    }

    String root() {
        return "/rdzv/" + run + "/";
    }

    <T extends AutoCloseable> T closedAtEnd(T resource) {
        opened.push(resource);
        return resource;
    }

    static WriteOutcome create(CoordinationSpace space, String key, String value) throws Exception {
        return answer(space.put(key, value, Precondition.absent(), LINGER));
    }

    /** {@return the answer; what the stage failed with is thrown as it is} */
    static <T> T answer(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    static boolean isReachable(CoordinationSpace space) throws Exception {
        try {
            answer(space.get("r/seal"));
            return true;
        } catch (RendezvousConnectionException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
