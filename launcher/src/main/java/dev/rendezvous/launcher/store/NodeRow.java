package dev.rendezvous.launcher.store;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.index.text.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a node tells the others of itself in a round.
 *
 * @param workers how many workers it starts, at least 1
 * @param id its name; empty if the user gave it none
 * @param address where others reach it
 * @param labels its labels
 * @param ports ports for programs of its workers
 */
public record NodeRow(int workers, String id, String address, Map<String, String> labels, WorkerPorts ports) {

    private static final String ROLE = "role";
    private static final String NO_ROLE = "default";

    /** Copies the labels. */
    public NodeRow {
        labels = Map.copyOf(labels);
    }

    /**
     * {@return a node without labels and ports}
     *
     * @param workers how many workers it starts
     * @param id its name, or empty
     * @param address where others reach it
     */
    public static NodeRow of(int workers, String id, String address) {
        return new NodeRow(workers, id, address, Map.of(), WorkerPorts.NONE);
    }

    /** {@return this row; with the name if it has none} */
    NodeRow named(String name) {
        return id.isEmpty() ? new NodeRow(workers, name, address, labels, ports) : this;
    }

    /** {@return what its workers are for, as torchrun has it} */
    public String role() {
        return labels.getOrDefault(ROLE, NO_ROLE);
    }

    /** {@return the fields, without the header of a line} */
    String fields() {
        StringBuilder fields =
                new StringBuilder("procs=" + workers + " id=" + Fields.encode(id) + " addr=" + Fields.encode(address));
        if (!labels.isEmpty()) {
            fields.append(" labels=").append(Fields.encode(labels));
        }
        if (!ports.each().isEmpty()) {
            fields.append(" ports=")
                    .append(ports.each().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        ports.tracker().ifPresent(port -> fields.append(" tracker=").append(port));
        return fields.toString();
    }

    String toText() {
        return Fields.HEADER + " " + fields();
    }

    static NodeRow parse(String text) {
        try {
            Fields fields = Fields.parse(text);
            List<Integer> each = Arrays.stream(fields.raw("ports").split(",", -1))
                    .filter(port -> !port.isEmpty())
                    .map(NodeRow::port)
                    .toList();
            Optional<Integer> tracker = Optional.of(fields.raw("tracker"))
                    .filter(port -> !port.isEmpty())
                    .map(NodeRow::port);
            return new NodeRow(
                    workers(fields.raw("procs")),
                    fields.text("id"),
                    fields.text("addr"),
                    fields.pairs("labels"),
                    new WorkerPorts(each, tracker));
        } catch (IllegalArgumentException damaged) {
            throw new RendezvousStateException("the line of a node is damaged: " + Quote.text(text) + "; expected "
                    + Fields.HEADER + " procs=N id=ID addr=ADDRESS; do all nodes run the same version?");
        }
    }

    private static int workers(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("expected procs to be a number of at least 1");
        }
        return Integer.parseInt(text);
    }

    private static int port(String text) {
        int port = text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("expected a port");
        }
        return port;
    }
}
