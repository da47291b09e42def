package dev.rendezvous.launcher.store;

import dev.rendezvous.Endpoint;
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

    /** {@return one line for each node, for the file that workers read} */
    public String membersText() {
        return IntStream.range(0, nodes.size())
                .mapToObj(rank -> "node=" + rank + " first=" + firstRank(rank) + " "
                        + nodes.get(rank).toText() + "\n")
                .collect(Collectors.joining());
    }
}
