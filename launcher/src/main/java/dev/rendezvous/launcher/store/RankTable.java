package dev.rendezvous.launcher.store;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The workers of all nodes of a round. The rank of a worker is the running sum over the nodes before its own, plus its local rank.
 *
 * @param nodes the nodes in the order of their ranks
 * @param store where the store of the workers is
 */
public record RankTable(List<NodeRow> nodes, Endpoint store) {

    /** Copies the list. */
    public RankTable {
        nodes = List.copyOf(nodes);
    }

    /** {@return how many workers the round has} */
    public int worldSize() {
        return firstRank(nodes.size());
    }

    /**
     * {@return the rank of the first worker of a node}
     *
     * @param nodeRank the rank of the node
     */
    public int firstRank(int nodeRank) {
        return nodes.subList(0, nodeRank).stream().mapToInt(NodeRow::workers).sum();
    }

    /**
     * {@return the node of a worker}
     *
     * @param rank the rank of the worker, in the table
     */
    public NodeRow nodeOf(int rank) {
        int node = 0;
        while (node + 1 < nodes.size() && firstRank(node + 1) <= rank) {
            node++;
        }
        return nodes.get(node);
    }

    /**
     * {@return the rank of a worker among the workers of all nodes with the same role}
     *
     * @param nodeRank the rank of its node
     * @param localRank its rank on that node
     */
    public int roleRank(int nodeRank, int localRank) {
        return workersOfRole(nodes.subList(0, nodeRank), nodes.get(nodeRank).role()) + localRank;
    }

    /**
     * {@return how many workers have the role of a node}
     *
     * @param nodeRank the rank of the node
     */
    public int roleWorldSize(int nodeRank) {
        return workersOfRole(nodes, nodes.get(nodeRank).role());
    }

    private static int workersOfRole(List<NodeRow> nodes, String role) {
        return nodes.stream()
                .filter(node -> node.role().equals(role))
                .mapToInt(NodeRow::workers)
                .sum();
    }

    /**
     * {@return where the worker of rank 0 may run a tracker}
     *
     * @throws RendezvousStateException if node 0 has reserved no port for it
     */
    public Endpoint tracker() {
        return nodes.get(0)
                .ports()
                .tracker()
                .map(port -> Endpoint.of(nodes.get(0).address(), port))
                .orElseThrow(() -> withoutPorts(0, "dmlc"));
    }

    /**
     * {@return an endpoint for each worker, in the order of their ranks}
     *
     * @throws RendezvousStateException if a node has reserved no ports for them
     */
    public List<Endpoint> machines() {
        List<Endpoint> machines = new ArrayList<>();
        for (int rank = 0; rank < nodes.size(); rank++) {
            NodeRow node = nodes.get(rank);
            if (node.ports().each().size() != node.workers()) {
                throw withoutPorts(rank, "lightgbm");
            }
            node.ports().each().forEach(port -> machines.add(Endpoint.of(node.address(), port)));
        }
        return machines;
    }

    private RendezvousStateException withoutPorts(int rank, String profile) {
        return new RendezvousStateException(
                "node " + rank + " (" + nodes.get(rank).id() + ") has reserved no ports for the profile " + profile
                        + "; give --env " + profile + " on all nodes");
    }

    /** {@return one line for each node, for the file that workers read} */
    public String membersText() {
        return IntStream.range(0, nodes.size())
                .mapToObj(rank -> Fields.HEADER + " node=" + rank + " first=" + firstRank(rank) + " "
                        + nodes.get(rank).fields() + "\n")
                .collect(Collectors.joining());
    }
}
