package dev.rendezvous.launcher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the nodes of a round agree on the ranks of their workers: each sets its own line, node 0 makes the table of all, and all wait for
 * that. So each node sends two requests, however many there are.
 */
public final class RankExchange {

    /** Stores may refuse larger values: 64 KiB, less a third for base64. */
    private static final int LARGEST_PART = 40_000;

    private static final String TABLE = "launch/all";

    private final Store store;
    private final int nodes;
    private final Duration timeout;

    /**
     * Makes an exchange.
     *
     * @param store the store of the round
     * @param nodes how many nodes the round has
     * @param timeout how long to wait for the others
     */
    public RankExchange(Store store, int nodes, Duration timeout) {
        this.store = store.withTimeout(timeout);
        this.nodes = nodes;
        this.timeout = timeout;
    }

    /**
     * Tells the others of this node, and waits for the table.
     *
     * @param nodeRank the rank of this node, not 0
     * @param row this node
     * @return the table
     * @throws InterruptedException if the thread is interrupted
     */
    public RankTable follow(int nodeRank, NodeRow row) throws InterruptedException {
        store.set(key(nodeRank), row.toText().getBytes(UTF_8));
        return read();
    }

    /**
     * Collects the lines of all nodes and publishes the table.
     *
     * @param row node 0, which is this one
     * @param workersStore where the store of the workers is
     * @param names the names of the nodes by rank, for nodes that have no name of their own
     * @return the table
     * @throws InterruptedException if the thread is interrupted
     */
    public RankTable lead(NodeRow row, Endpoint workersStore, Map<Integer, String> names) throws InterruptedException {
        List<NodeRow> rows = new ArrayList<>(List.of(row));
        List<String> keys =
                IntStream.range(1, nodes).mapToObj(RankExchange::key).toList();
        store.await(keys, timeout);
        for (String key : keys) {
            rows.add(NodeRow.parse(new String(store.get(key), UTF_8)));
        }
        for (int rank = 0; rank < rows.size(); rank++) {
            rows.set(rank, rows.get(rank).named(names.getOrDefault(rank, "node-" + rank)));
        }
        RankTable table = new RankTable(rows, workersStore);
        publish(table);
        return table;
    }

    private void publish(RankTable table) throws InterruptedException {
        String rows =
                String.join("\n", table.nodes().stream().map(NodeRow::toText).toList());
        byte[] bytes = rows.getBytes(UTF_8);
        int parts = (bytes.length + LARGEST_PART - 1) / LARGEST_PART;
        for (int part = 0; part < parts; part++) {
            int from = part * LARGEST_PART;
            store.set(TABLE + "/" + part, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LARGEST_PART)));
        }
        store.set(TABLE, (parts + " " + table.store()).getBytes(UTF_8));
    }

    private RankTable read() throws InterruptedException {
        String[] head = new String(store.get(TABLE), UTF_8).split(" ", -1);
        if (head.length != 2 || !head[0].matches("[0-9]{1,4}")) {
            throw new RendezvousStateException("the value of " + TABLE + " is damaged; expected PARTS HOST:PORT");
        }
        StringBuilder rows = new StringBuilder();
        List<byte[]> parts = new ArrayList<>();
        for (int part = 0; part < Integer.parseInt(head[0]); part++) {
            parts.add(store.get(TABLE + "/" + part));
        }
        rows.append(new String(joined(parts), UTF_8));
        List<NodeRow> read = rows.toString().lines().map(NodeRow::parse).toList();
        if (read.size() != nodes) {
            throw new RendezvousStateException(TABLE + " has " + read.size() + " nodes; expected " + nodes);
        }
        return new RankTable(read, Endpoint.parse(head[1]));
    }

    private static byte[] joined(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static String key(int nodeRank) {
        return "launch/" + nodeRank;
    }
}
