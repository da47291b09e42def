package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.testkit.FreePort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Handlers of one run on a port of their own, closed after each test, the host's last. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class StaticFixture {

    static final String RUN = "run 7";

    private final List<StaticRendezvousHandler> members = new ArrayList<>();
    private final List<StaticRendezvousHandler> hosts = new ArrayList<>();
    private final int port = FreePort.find();

    @AfterEach
    final void closeHandlers() {
        members.forEach(StaticRendezvousHandler::close);
        hosts.forEach(StaticRendezvousHandler::close);
    }

    final String endpoint() {
        return "127.0.0.1:" + port;
    }

    final int port() {
        return port;
    }

    final RendezvousParameters.Builder parameters(int rank, int nodes) {
        return RendezvousParameters.builder("static")
                .endpoint(endpoint())
                .runId(RUN)
                .nodes(nodes, nodes)
                .config("rank", Integer.toString(rank))
                .config("linger", "20s");
    }

    final StaticRendezvousHandler handler(int rank, int nodes) {
        return handler(parameters(rank, nodes));
    }

    final StaticRendezvousHandler handler(RendezvousParameters.Builder parameters) {
        RendezvousParameters built = parameters.build();
        StaticRendezvousHandler handler = new StaticRendezvousHandler(built);
        (built.getInt("rank").orElseThrow() == 0 ? hosts : members).add(handler);
        return handler;
    }

    final List<StaticRendezvousHandler> handlersOfAGroup(int nodes) {
        return IntStream.range(0, nodes).mapToObj(rank -> handler(rank, nodes)).toList();
    }

    static List<RendezvousInfo> meet(List<StaticRendezvousHandler> handlers) throws Exception {
        List<BackgroundCall<RendezvousInfo>> calls = new ArrayList<>();
        for (StaticRendezvousHandler handler : handlers) {
            calls.add(BackgroundCall.start(handler::nextRendezvous));
        }
        List<RendezvousInfo> places = new ArrayList<>();
        for (BackgroundCall<RendezvousInfo> call : calls) {
            places.add(call.result());
        }
        return places;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
