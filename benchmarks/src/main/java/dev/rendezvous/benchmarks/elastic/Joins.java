package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.benchmarks.Statistics;

/** How long groups take to join, beside the protocol of PyTorch on the same service. */
final class Joins {

    private static final int RUNS = 5;
    private static final int LAST_JOINS = 11;
    private static final int WARM_UP = 8;
    private static final double MILLION = 1e6;

    /** As PyTorch has it. */
    private static final long PYTORCH_MILLIS = 1_000;

    /** So short that the protocol decides, and not the pause. */
    private static final long SHORT_MILLIS = 10;

    private final Service service;

    private Joins(Service service) {
        this.service = service;
    }

    static void printHead() {
        System.out.println(
                "| service | nodes | join, ms | one cell as PyTorch, ms | ratio | one cell without its pauses, ms"
                        + " | ratio | requests a node | requests a node, one cell | last join until all know, ms (quartiles) |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    }

    static void printRows(Service service, int... sizes) throws Exception {
        Joins joins = new Joins(service);
        joins.join(WARM_UP);
        joins.oneCell(WARM_UP, SHORT_MILLIS);
        for (int size : sizes) {
            joins.printRow(size);
        }
    }

    private void printRow(int nodes) throws Exception {
        double[] ours = new double[RUNS];
        double[] polled = new double[RUNS];
        double[] unpaused = new double[RUNS];
        double requests = 0;
        for (int run = 0; run < RUNS; run++) {
            ours[run] = join(nodes);
            polled[run] = oneCell(nodes, PYTORCH_MILLIS).millis();
            Joined other = oneCell(nodes, SHORT_MILLIS);
            unpaused[run] = other.millis();
            requests = other.requestsPerNode();
        }
        double[] last = new double[LAST_JOINS];
        for (int run = 0; run < LAST_JOINS; run++) {
            last[run] = joinLast(nodes);
        }
        double median = Statistics.median(ours);
        System.out.printf(
                "| %s | %d | %.1f | %.1f | %.2f | %.1f | %.2f | %.1f | %.1f | %.1f (%.1f to %.1f) |%n",
                service.backend(),
                nodes,
                median,
                Statistics.median(polled),
                median / Statistics.median(polled),
                Statistics.median(unpaused),
                median / Statistics.median(unpaused),
                requestsPerNode(nodes),
                requests,
                Statistics.median(last),
                Statistics.quantile(0.25, last),
                Statistics.quantile(0.75, last));
    }

    private Group group(int port, int nodes) throws Exception {
        return new Group(service.backend(), service.endpoint(port), service.config(), nodes, nodes);
    }

    private double join(int nodes) throws Exception {
        try (Group group = group(service.port(), nodes)) {
            return group.join() / MILLION;
        }
    }

    private double joinLast(int nodes) throws Exception {
        try (Group group = group(service.port(), nodes)) {
            return group.joinLast() / MILLION;
        }
    }

    private double requestsPerNode(int nodes) throws Exception {
        try (Relay relay = new Relay(service.port(), service.counter());
                Group group = group(relay.port(), nodes)) {
            group.join();
            return (double) relay.requests() / nodes;
        }
    }

    /** A join by one cell. */
    private record Joined(double millis, double requestsPerNode) {}

    private Joined oneCell(int nodes, long pauseMillis) throws Exception {
        OneCell cell = new OneCell(service, nodes, pauseMillis);
        double millis = Together.nanos(cell.joins()) / MILLION;
        return new Joined(millis, cell.requestsPerNode());
    }
}
