package dev.rendezvous.launcher;

import dev.rendezvous.Endpoint;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.launcher.environment.WorkerPlace.RoundPlace;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankExchange;
import dev.rendezvous.launcher.store.RankTable;
import dev.rendezvous.launcher.store.StorePorts;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Agrees on the ranks of a round, and hosts the store of its workers on node 0. For one thread at a time, but for {@link #close}. */
final class RoundStart implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Plan plan;
    private final RoundFolder folder;
    private final InetAddress address;
    private final String nodeId;
    private @Nullable TcpStoreServer server;
    private boolean isClosed;

    RoundStart(Plan plan, RoundFolder folder, InetAddress address, String nodeId) {
        this.plan = plan;
        this.folder = folder;
        this.address = address;
        this.nodeId = nodeId;
    }

    /** The ranks of a round, and what its workers share. */
    record Arranged(RankTable table, RoundPlace place, int firstRank) {}

    /** Agrees with the other nodes. The store of the round before ends. */
    Arranged arrange(Meeting.Entered entered, int restarts) throws IOException, InterruptedException {
        closeStore();
        RendezvousInfo info = entered.info();
        RankExchange exchange = new RankExchange(info.store(), info.worldSize(), TIMEOUT);
        NodeRow row = new NodeRow(plan.workers().count(), nodeId, address.getHostAddress());
        RankTable table = info.rank() == 0
                ? exchange.lead(row, openStore(info.worldSize()), names(info))
                : exchange.follow(info.rank(), row);
        Path members = folder.members(info.round(), info.rank(), table.membersText());
        Optional<Long> token =
                info.token().isPresent() ? Optional.of(info.token().getAsLong()) : Optional.empty();
        RoundPlace place = new RoundPlace(
                plan.job().runId(),
                info.round(),
                token,
                table.worldSize(),
                plan.workers().count(),
                info.rank(),
                info.worldSize(),
                table.nodes().get(info.rank()).id(),
                restarts,
                entered.changes(),
                plan.recovery().maxRestarts(),
                entered.cause(),
                table.store(),
                members);
        return new Arranged(table, place, table.firstRank(info.rank()));
    }

    private static Map<Integer, String> names(RendezvousInfo info) throws InterruptedException {
        return info.members().stream().collect(Collectors.toMap(Member::rank, Member::node, (first, second) -> first));
    }

    /** One node needs no other address than the loopback one. */
    private synchronized Endpoint openStore(int nodes) throws IOException {
        if (isClosed) {
            throw new IllegalStateException("the agent ends");
        }
        InetAddress bound = nodes == 1 ? InetAddress.getLoopbackAddress() : address;
        TcpStoreServer opened = new StorePorts(plan.insight().ports()).start(bound);
        server = opened;
        return Endpoint.of(bound.getHostAddress(), opened.port());
    }

    /** {@return whether other nodes need the store on this one} */
    synchronized boolean isHost() {
        return server != null;
    }

    private synchronized void closeStore() {
        TcpStoreServer open = server;
        server = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        closeStore();
    }
}
