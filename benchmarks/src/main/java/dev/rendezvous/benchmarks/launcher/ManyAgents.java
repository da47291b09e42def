package dev.rendezvous.benchmarks.launcher;

import dev.rendezvous.benchmarks.Statistics;
import dev.rendezvous.launcher.Launcher;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanMaker;
import dev.rendezvous.launcher.plan.RunOption;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Agents of one run over {@code tcp}, all in this JVM, each with one worker: from their start until the last worker runs. */
final class ManyAgents {

    private static final double MILLION = 1e6;
    private static final List<String> WORKER = List.of("sh", "-c", "echo up; exec sleep 1000");
    private static final String RUN = "run";

    private ManyAgents() {}

    static void print(int nodes, int rounds) throws Exception {
        double[] times = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            times[round] = millis(nodes);
        }
        System.out.println("| agents over tcp, one worker each | rounds | start until all workers run, ms |");
        System.out.println("|---|---|---|");
        System.out.printf("| %d | %d | %.0f |%n%n", nodes, rounds, Statistics.median(times));
    }

    private static double millis(int nodes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            double millis = millis(nodes, "127.0.0.1:" + server.port(), threads);
            threads.shutdownNow();
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("agents do not end");
            }
            return millis;
        }
    }

    private static double millis(int nodes, String endpoint, ExecutorService threads) throws Exception {
        LineCounter up = new LineCounter(nodes);
        List<Callable<Integer>> agents = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            agents.add(agent(plan(nodes, node, endpoint), up));
        }
        long begun = System.nanoTime();
        for (Callable<Integer> agent : agents) {
            var unused = threads.submit(agent);
        }
        up.await();
        return (System.nanoTime() - begun) / MILLION;
    }

    private static Plan plan(int nodes, int node, String endpoint) {
        return PlanMaker.plan(
                Map.of(
                        RunOption.NODES, List.of(String.valueOf(nodes)),
                        RunOption.NODE_ID, List.of("n" + node),
                        RunOption.RUN_ID, List.of(RUN),
                        RunOption.ENDPOINT, List.of(endpoint),
                        RunOption.BACKEND_OPT, List.of("serve=no"),
                        RunOption.QUIET, List.of("true")),
                WORKER,
                Map.of());
    }

    private static Callable<Integer> agent(Plan plan, OutputStream up) {
        RendezvousRegistry registry = RendezvousRegistry.discovered(ManyAgents.class.getClassLoader());
        return () -> new Launcher(plan, registry, System.getenv()).run(up, OutputStream.nullOutputStream());
    }
}
