package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.MemoryBudget;
import dev.rendezvous.tcpstore.server.store.MemoryShare;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Disconnects the clients that hold the most memory when there is not enough. For the thread of the server. */
final class MemoryRelief implements MemoryBudget.Relief {

    /** A new connection disconnects another one only if that holds this much. */
    private static final int MUCH = 64 << 10;

    /** How much memory the end of a connection releases. */
    private record Holder(ServerConnection connection, long share) {}

    private final MemoryBudget memory;
    private final long limit;
    private final OpenConnections connections;

    /** No client held more when all were last looked at in this turn, which takes a millisecond if they are thousands. */
    private long most = Long.MAX_VALUE;

    MemoryRelief(MemoryBudget memory, long limit, OpenConnections connections) {
        this.memory = memory;
        this.limit = limit;
        this.connections = connections;
    }

    /** The server begins a turn: what clients held in the last one counts no more. */
    void beginTurn() {
        most = Long.MAX_VALUE;
    }

    /** Makes sure that the clients hold no more than the limit. Call it after sending, so that only clients that do not read are hit. */
    void freeMemory() {
        if (memory.isOver()) {
            // Looked at once, and not again for each that is closed: there may be thousands.
            for (Holder next : greediestFirst(1)) {
                if (!memory.isOver()) {
                    return;
                }
                drop(next);
            }
        }
    }

    /** The heap is full although the budget is not: disconnects the client that holds the most. */
    void dropGreediest() {
        greediestFirst(1).stream().findFirst().ifPresent(this::drop);
    }

    /**
     * Makes room for one more connection.
     *
     * @throws Refusal if there is none
     */
    void makeRoomForConnection() throws Refusal {
        long bytes = connections.bytesOfEach();
        if (!memory.hasRoom(bytes) && !disconnect(bytes, MUCH, null)) {
            throw new Refusal(Refusal.Kind.MEMORY, ServerMessages.noRoomToConnect(memory.held(), limit));
        }
    }

    /** Disconnects clients that hold at least as much as this one will, as long as there is not enough memory for it. */
    @Override
    public boolean makeRoom(long bytes, MemoryShare client) {
        return bytes + client.held() <= most && disconnect(bytes, bytes + shareOf(client), client);
    }

    private long shareOf(MemoryShare client) {
        for (ServerConnection next : connections.all()) {
            if (next.session().memory() == client) {
                return next.session().share();
            }
        }
        return client.held();
    }

    /** {@return whether there is room now} In an attack by thousands of clients, most are refused here, which must cost little. */
    private boolean disconnect(long bytes, long least, @Nullable MemoryShare client) {
        if (least > most) {
            return false;
        }
        long wanted = bytes + memory.margin();
        for (Holder next : greediestFirst(least)) {
            if (memory.hasRoom(wanted)) {
                return true;
            }
            if (next.connection().session().memory() != client) {
                drop(next);
            }
        }
        return memory.hasRoom(bytes);
    }

    /** Of thousands of connections few hold much, so that there is little to sort. */
    private List<Holder> greediestFirst(long least) {
        List<Holder> found = new ArrayList<>();
        most = 0;
        for (ServerConnection next : connections.all()) {
            long share = next.session().share();
            most = Math.max(most, share);
            if (share >= least) {
                found.add(new Holder(next, share));
            }
        }
        found.sort(Comparator.comparingLong(Holder::share).reversed());
        return found;
    }

    private void drop(Holder greediest) {
        connections.drop(
                greediest.connection(),
                new Refusal(Refusal.Kind.MEMORY, ServerMessages.holdsMost(greediest.share(), memory.held(), limit)));
    }
}
