package dev.rendezvous.launcher;

import dev.rendezvous.Endpoint;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.launcher.environment.WorkerPlace.RoundPlace;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.Workers;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.PortReservation;
import dev.rendezvous.launcher.store.RankExchange;
import dev.rendezvous.launcher.store.RankTable;
import dev.rendezvous.launcher.store.StorePorts;
import dev.rendezvous.launcher.store.WorkerPorts;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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

    /** Agrees with the other nodes. The store of the round before ends. */
    RoundPlace arrange(Meeting.Entered entered, int restarts) throws IOException, InterruptedException {
        closeStore();
        RendezvousInfo info = entered.info();
        try (PortReservation ports = reservation()) {
            RankTable table = agree(info, ports.ports());
            RoundPlace place = new RoundPlace(
                    plan.job().runId(),
                    info.round(),
                    info.token().isPresent() ? Optional.of(info.token().getAsLong()) : Optional.empty(),
                    table,
                    info.rank(),
                    restarts,
                    entered.changes(),
                    plan.recovery().maxRestarts(),
                    entered.cause(),
                    folder.node(info.round(), info.rank()));
            MemberFiles.write(place, has(Workers.Profile.LIGHTGBM));
            checkTracker(table);
            return place;
        }
    }

    private RankTable agree(RendezvousInfo info, WorkerPorts ports) throws IOException, InterruptedException {
        NodeRow row = new NodeRow(
                plan.workers().count(),
                nodeId,
                address.getHostAddress(),
                plan.job().labels(),
                ports);
        if (TorchMeeting.BACKEND.equals(plan.job().backend())) {
            return TorchStart.settle(info, row, address, TIMEOUT);
        }
        RankExchange exchange = new RankExchange(info.store(), info.worldSize(), TIMEOUT);
        return info.rank() == 0
                ? exchange.lead(row, openStore(info.worldSize()), names(info))
                : exchange.follow(info.rank(), row);
    }

    /** Better now than when the workers start. */
    private void checkTracker(RankTable table) {
        if (has(Workers.Profile.DMLC)) {
            Objects.requireNonNull(table.tracker());
        }
    }

    private PortReservation reservation() throws IOException {
        int each = has(Workers.Profile.LIGHTGBM) ? plan.workers().count() : 0;
        return PortReservation.of(plan.insight().ports(), each, has(Workers.Profile.DMLC));
    }

    private boolean has(Workers.Profile profile) {
        return plan.workers().profiles().contains(profile);
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
