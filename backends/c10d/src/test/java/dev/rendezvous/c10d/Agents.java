package dev.rendezvous.c10d;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.c10d.cell.Seen;
import dev.rendezvous.c10d.cell.StateCell;
import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import dev.rendezvous.c10d.state.StateCodec;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Handlers of one run at a real store, and a look into that store. */
final class Agents implements AutoCloseable {

    static final String RUN = "dummy_run_id";
    static final String KEY = "torch.rendezvous." + RUN;

    private final Family family;
    private final TcpStoreServer server;
    private final TcpStoreClient client;
    private final List<C10dRendezvousHandler> handlers = new ArrayList<>();
    private int next;

    Agents(Family family) throws Exception {
        this.family = family;
        this.server = TcpStoreServer.builder().bindAddress("127.0.0.1").start();
        this.client = TcpStoreClient.builder(server.endpoint()).connect();
    }

    RendezvousParameters.Builder parameters(int min, int max) {
        return RendezvousParameters.builder("c10d")
                .endpoint(server.endpoint().toString())
                .runId(RUN)
                .nodes(min, max)
                .config("peer", family.option())
                .config("store_dialect", "current")
                .config("is_host", "false")
                .config("last_call_timeout", "1s")
                .config("keep_alive_interval", "200ms")
                .config("read_timeout", "20s");
    }

    /** {@return a handler, named so that those that are made later sort later} */
    C10dRendezvousHandler handler(RendezvousParameters.Builder parameters) {
        return handler(parameters, node(next));
    }

    C10dRendezvousHandler handler(RendezvousParameters.Builder parameters, Node node) {
        next++;
        C10dRendezvousHandler handler = new C10dRendezvousHandler(
                C10dSettings.of(parameters.build(), Map.of()), new MachineName(MachineName.RealNetwork.INSTANCE), node);
        handlers.add(handler);
        return handler;
    }

    C10dRendezvousHandler handler(int min, int max) {
        return handler(parameters(min, max));
    }

    /** {@return handlers of a group that cannot change} */
    List<C10dRendezvousHandler> handlers(int count) {
        List<C10dRendezvousHandler> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(handler(count, count));
        }
        return made;
    }

    static List<RendezvousInfo> meet(List<C10dRendezvousHandler> handlers) throws Exception {
        List<BackgroundCall<RendezvousInfo>> calls = new ArrayList<>();
        for (C10dRendezvousHandler handler : handlers) {
            calls.add(BackgroundCall.start(handler::nextRendezvous));
        }
        List<RendezvousInfo> places = new ArrayList<>();
        for (BackgroundCall<RendezvousInfo> call : calls) {
            places.add(call.result());
        }
        return places;
    }

    /** {@return a node whose name is a loopback address, so that others could reach it} */
    static Node node(int number) {
        return new Node("127.0.0." + (1 + number), 1, number);
    }

    StateCell cell() {
        return new StateCell(client, new StateCodec(family, KEY));
    }

    RunState state() throws InterruptedException {
        return cell().read().stateOrEmpty();
    }

    /** Changes the state as another agent would. */
    void change(Consumer<Draft> change) throws InterruptedException {
        Seen seen = cell().read();
        boolean written = false;
        while (!written) {
            Draft draft = Draft.of(seen.stateOrEmpty());
            change.accept(draft);
            seen = cell().replace(seen, draft.state());
            written = seen.written();
        }
    }

    /** Has another agent join, as the last one that is needed. */
    void completeWith(Node other, int max) throws InterruptedException {
        change(draft -> {
            draft.participants().put(other, 0);
            draft.beat(other, Instant.now());
            if (draft.participants().size() == max) {
                draft.complete();
            }
        });
    }

    TcpStoreClient store() {
        return client;
    }

    TcpStoreServer server() {
        return server;
    }

    @Override
    public void close() {
        handlers.forEach(C10dRendezvousHandler::close);
        client.close();
        server.close();
    }
}
