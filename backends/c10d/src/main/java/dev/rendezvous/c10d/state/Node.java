package dev.rendezvous.c10d.state;

import dev.rendezvous.c10d.pickle.PickleValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/**
 * An agent of a run. Equal if the first three are equal. Their order gives the ranks; it is that of Python, which compares texts by their
 * code points.
 *
 * @param address its name or address
 * @param pid the id of its process
 * @param localId the number of its handler in that process
 * @param others fields that only its own release knows
 */
public record Node(String address, long pid, long localId, Map<String, PickleValue> others)
        implements Comparable<Node> {

    private static final Comparator<Node> ORDER = Comparator.<Node, int[]>comparing(
                    node -> node.address.codePoints().toArray(), Arrays::compare)
            .thenComparingLong(Node::pid)
            .thenComparingLong(Node::localId);

    /** Copies the other fields. */
    public Node {
        others = Map.copyOf(others);
    }

    /**
     * Makes a node without other fields.
     *
     * @param address its name or address
     * @param pid the id of its process
     * @param localId the number of its handler in that process
     */
    public Node(String address, long pid, long localId) {
        this(address, pid, localId, Map.of());
    }

    @Override
    public int compareTo(Node other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Node node && address.equals(node.address) && pid == node.pid && localId == node.localId;
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, pid, localId);
    }

    /** {@return the three parts, as PyTorch shows them} */
    @Override
    public String toString() {
        return address + "_" + pid + "_" + localId;
    }
}
