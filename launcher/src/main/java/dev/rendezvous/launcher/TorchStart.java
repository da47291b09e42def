package dev.rendezvous.launcher;

import dev.rendezvous.Endpoint;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import dev.rendezvous.launcher.store.WorkerPorts;
import dev.rendezvous.launcher.torch.AgentProtocol;
import dev.rendezvous.launcher.torch.RoleInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Agrees on the ranks of a round as torchrun's agents do. */
final class TorchStart {

    private TorchStart() {}

    /**
     * {@return the nodes of the round and where their workers meet}
     *
     * @param info the round
     * @param own this node
     * @param address of this node
     * @param timeout how long to wait for the other agents
     */
    static RankTable settle(RendezvousInfo info, NodeRow own, InetAddress address, Duration timeout)
            throws IOException, InterruptedException {
        AgentProtocol.Settled settled =
                new AgentProtocol(info, timeout).settle(own.role(), own.workers(), () -> freeEndpoint(address));
        Map<Integer, Member> members = info.members().stream()
                .collect(Collectors.toMap(Member::rank, Function.identity(), (first, second) -> first));
        List<NodeRow> rows = new ArrayList<>();
        for (RoleInfo agent : settled.agents()) {
            NodeRow row = row(agent, Optional.ofNullable(members.get(agent.rank())));
            rows.add(agent.rank() == info.rank() ? named(own, row.id()) : row);
        }
        return new RankTable(rows, settled.master());
    }

    private static NodeRow named(NodeRow own, String name) {
        String id = own.id().isEmpty() ? name : own.id();
        return new NodeRow(own.workers(), id, own.address(), own.labels(), own.ports());
    }

    private static NodeRow row(RoleInfo agent, Optional<Member> member) {
        return new NodeRow(
                agent.workers(),
                member.map(Member::node).orElse("node-" + agent.rank()),
                member.flatMap(Member::address).orElse(""),
                Map.of("role", agent.role()),
                WorkerPorts.NONE);
    }

    /** The worker of rank 0 hosts the store of the workers there. */
    private static Endpoint freeEndpoint(InetAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return Endpoint.of(address.getHostAddress(), socket.getLocalPort());
        }
    }
}
