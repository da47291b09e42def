package dev.rendezvous.tcpstore.server.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rendezvous.tcpstore.cell.CellClient;
import dev.rendezvous.tcpstore.cell.CellHost;
import dev.rendezvous.tcpstore.cell.CellRefusal;
import dev.rendezvous.tcpstore.cell.CellService;
import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellReplyCodec;
import dev.rendezvous.tcpstore.frame.CellRequest;
import dev.rendezvous.tcpstore.frame.CellRequestCodec;
import dev.rendezvous.tcpstore.frame.FrameException;
import dev.rendezvous.tcpstore.wire.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The clients that ask about cells. Cells are stored data of the one memory budget. For the thread of the engine. */
public final class CellSessions implements CellHost {

    private final Map<Session, CellClient> clients = new HashMap<>();
    private final MemoryBudget memory;
    private final int maxReplyBytes;
    private final Consumer<String> deleteKeys;
    private final CellService service;

    /**
     * Makes cells that no client has asked about.
     *
     * @param maxReplyBytes the longest reply
     * @param memory the one budget of the server, of which cells are stored data
     * @param deleteKeys deletes the keys of the store that begin with a text
     */
    CellSessions(int maxReplyBytes, MemoryBudget memory, Consumer<String> deleteKeys, LongSupplier nanoClock) {
        this.memory = memory;
        this.maxReplyBytes = maxReplyBytes;
        this.deleteKeys = deleteKeys;
        this.service = new CellService(nanoClock, TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()), this);
    }

    public CellService service() {
        return service;
    }

    /**
     * Does what a client asks about the cells of a run.
     *
     * @throws Refusal if that is not a request about cells, or if there is no memory for the reply
     */
    void serve(Bytes run, Bytes frame, Session session) throws Refusal {
        CellRequest.Frame request = parsed(frame);
        try {
            send(session, request.id(), client(session, run).serve(request.request()));
        } catch (CellRefusal e) {
            send(session, request.id(), new CellReply.Refused(String.valueOf(e.getMessage())));
        }
    }

    private static CellRequest.Frame parsed(Bytes frame) throws Refusal {
        try {
            return CellRequestCodec.read(frame.asBuffer());
        } catch (FrameException e) {
            throw new Refusal(Refusal.Kind.PROTOCOL, ServerMessages.notAboutCells(e));
        }
    }

    private CellClient client(Session session, Bytes run) throws CellRefusal, Refusal {
        String name = US_ASCII.decode(run.asBuffer()).toString();
        CellClient known = clients.get(session);
        if (known != null && known.isOf(name)) {
            return known;
        }
        if (known != null) {
            throw new Refusal(Refusal.Kind.PROTOCOL, ServerMessages.cellsOfTwoRuns());
        }
        CellClient client = new CellClient(service, name, watch -> hint(session, watch));
        clients.put(session, client);
        return client;
    }

    private void send(Session session, int id, CellReply reply) {
        Bytes bytes = Bytes.of(CellReplyCodec.write(new CellReply.Frame(id, reply)));
        if (bytes.length() > maxReplyBytes) {
            send(
                    session,
                    id,
                    new CellReply.Refused(
                            "the reply has " + bytes.length() + " bytes; this server sends at most " + maxReplyBytes));
            return;
        }
        session.answers().put(bytes);
    }

    /** A client that reads nothing is disconnected, and looks again when it is back. */
    private static void hint(Session session, int watch) {
        if (session.refusal() != null) {
            return;
        }
        if (session.isFull()) {
            session.refuse(new Refusal(
                    Refusal.Kind.MEMORY,
                    ServerMessages.watcherDoesNotRead(session.answers().pending())));
            return;
        }
        session.answers().put(Bytes.of(CellReplyCodec.write(new CellReply.Frame(0, new CellReply.Hint(watch)))));
    }

    void leave(Session session) {
        CellClient client = clients.remove(session);
        if (client != null) {
            client.leave();
        }
    }

    @Override
    public boolean grow(long bytes) {
        boolean fits = memory.hasStoreRoom(bytes);
        memory.store(fits ? bytes : 0);
        return fits;
    }

    @Override
    public void shrink(long bytes) {
        memory.store(-bytes);
    }

    @Override
    public void deleteKeys(String prefix) {
        // Our client, like PyTorch's, puts a slash before every key.
        deleteKeys.accept("/" + prefix);
    }
}
