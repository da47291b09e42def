package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.Statistics;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Joins of elastic groups over {@code tcp}, beside joins by compare-and-set on one cell, on servers of the same kind in one run. The
 * argument is {@code --full}, {@code --short}, or the sizes of the groups, such as {@code 8,32,128}.
 */
public final class ElasticBenchmark {

    private static final int RUNS = 5;
    private static final double MILLION = 1e6;

    /** As PyTorch has it. */
    private static final long PYTORCH_MILLIS = 1_000;

    /** So short that the protocol decides, and not the pause. */
    private static final long SHORT_MILLIS = 10;

    private ElasticBenchmark() {}

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        String mode = args.length == 0 ? "--full" : args[0];
        String sizes = mode.equals("--full") ? "8,32,128" : mode.equals("--short") ? "8,32" : mode;
        System.out.println(Machine.describe());
        join(8);
        oneCell(8, SHORT_MILLIS);
        System.out.println(
                "| nodes | join over tcp, ms | one cell as PyTorch, ms | ratio | one cell without its pauses, ms | ratio |"
                        + " requests a node |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String size : sizes.split(",", -1)) {
            measure(Integer.parseInt(size));
        }
    }

    private static void measure(int nodes) throws Exception {
        double[] elastic = new double[RUNS];
        double[] polled = new double[RUNS];
        double[] unpaused = new double[RUNS];
        double requests = 0;
        for (int run = 0; run < RUNS; run++) {
            elastic[run] = join(nodes);
            polled[run] = oneCell(nodes, PYTORCH_MILLIS).millis();
            Joined other = oneCell(nodes, SHORT_MILLIS);
            unpaused[run] = other.millis();
            requests = other.requestsPerNode();
        }
        double ours = Statistics.median(elastic);
        System.out.printf(
                "| %d | %.1f | %.1f | %.2f | %.1f | %.2f | %.1f |%n",
                nodes,
                ours,
                Statistics.median(polled),
                ours / Statistics.median(polled),
                Statistics.median(unpaused),
                ours / Statistics.median(unpaused),
                requests);
    }

    /** A join by one cell. */
    private record Joined(double millis, double requestsPerNode) {}

    private static double join(int nodes) throws Exception {
        RendezvousRegistry registry = RendezvousRegistry.discovered(ElasticBenchmark.class.getClassLoader());
        List<RendezvousHandler> handlers = new ArrayList<>();
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            List<Callable<Object>> joins = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                RendezvousHandler handler = registry.createHandler(RendezvousParameters.builder("tcp")
                        .endpoint("127.0.0.1:" + server.port())
                        .runId("run")
                        .nodes(nodes, nodes)
                        .config("serve", "no")
                        .build());
                handlers.add(handler);
                joins.add(handler::nextRendezvous);
            }
            double millis = Together.nanos(joins) / MILLION;
            Together.nanos(handlers.stream()
                    .map(handler -> (Callable<Object>) () -> {
                        handler.close();
                        return handler;
                    })
                    .toList());
            return millis;
        }
    }

    private static Joined oneCell(int nodes, long pauseMillis) throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            OneCell cell = new OneCell(server.endpoint(), nodes, pauseMillis);
            double millis = Together.nanos(cell.joins()) / MILLION;
            return new Joined(millis, cell.requestsPerNode());
        }
    }
}
