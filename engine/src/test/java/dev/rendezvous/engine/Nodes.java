package dev.rendezvous.engine;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.tck.BackgroundCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The nodes of one run over spaces in memory, with short times; all are closed at the end of a test. */
final class Nodes implements AutoCloseable {

    static final String RUN = "run-7";

    private final InMemorySpaces spaces = InMemorySpaces.create();
    private final List<ElasticHandler> handlers = new ArrayList<>();

    InMemorySpaces spaces() {
        return spaces;
    }

    ElasticHandler node(String id, int min, int max) {
        return node(id, min, max, builder -> builder);
    }

    ElasticHandler node(String id, int min, int max, UnaryOperator<RendezvousParameters.Builder> more) {
        return node(spaces.open(RUN), id, min, max, more);
    }

    ElasticHandler node(
            CoordinationSpace space, String id, int min, int max, UnaryOperator<RendezvousParameters.Builder> more) {
        ElasticHandler handler = ElasticRendezvous.handler(parameters(id, min, max, more), space);
        handlers.add(handler);
        return handler;
    }

    static RendezvousParameters parameters(
            String id, int min, int max, UnaryOperator<RendezvousParameters.Builder> more) {
        return more.apply(RendezvousParameters.builder("memory")
                        .runId(RUN)
                        .nodes(min, max)
                        .localAddress(id)
                        .config("node_id", id)
                        .config("lease", "1500ms")
                        .config("heartbeat", "500ms")
                        .config("last_call", "200ms")
                        .config("reform_last_call", "100ms")
                        .config("join_timeout", "30s")
                        .config("close_timeout", "10s")
                        .config("read_timeout", "20s"))
                .build();
    }

    /** Lets all nodes meet. */
    static List<RendezvousInfo> meet(List<ElasticHandler> nodes) throws Exception {
        List<BackgroundCall<RendezvousInfo>> calls = nodes.stream()
                .map(node -> BackgroundCall.start(node::nextRendezvous))
                .toList();
        List<RendezvousInfo> places = new ArrayList<>();
        for (BackgroundCall<RendezvousInfo> call : calls) {
            places.add(call.result());
        }
        return places;
    }

    static void awaitChange(ElasticHandler node) throws InterruptedException {
        if (!node.awaitChange(Duration.ofSeconds(30))) {
            throw new AssertionError("no change within 30 s");
        }
    }

    @Override
    public void close() {
        handlers.forEach(ElasticHandler::close);
        spaces.close();
    }
}
