package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.ServerProcess;
import dev.rendezvous.benchmarks.Watchdog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Large groups over {@code tcp} on one machine, with real sockets: how long all take to join, how soon all know that one has died, what
 * that costs the server, how the cost grows with the group, and what a group costs that only waits. The argument is {@code --full}, or
 * {@code --short} for groups of up to 1,000 nodes.
 */
public final class CrowdBenchmark {

    private static final int IDLE_NODES = 1000;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final double MILLION = 1e6;

    private CrowdBenchmark() {}

    /** Prints the tables. */
    public static void main(String[] args) throws Exception {
        boolean isFull = args.length == 0 || args[0].equals("--full");
        Watchdog.start(Duration.ofMinutes(30));
        System.out.println(Machine.describe());
        System.out.println();
        System.out.println(
                "| nodes | all have joined after, s | all know of a death after, ms | server: CPU of both, s |"
                        + " server: most memory, MB |");
        System.out.println("|---|---|---|---|---|");
        for (int size : isFull ? new int[] {1000, 4000} : new int[] {1000}) {
            loseOne(size);
        }
        System.out.println();
        System.out.println("| nodes | requests a node to join | bytes a node, both ways |");
        System.out.println("|---|---|---|");
        for (int size : isFull ? new int[] {8, 64, 512, 1000, 4000} : new int[] {8, 64, 512}) {
            grow(size);
        }
        System.out.println();
        idle(IDLE_NODES);
    }

    private static void loseOne(int size) throws Exception {
        try (ServerProcess server = ServerProcess.start(StoreServer.class);
                Crowd crowd = new Crowd(run(server.port(), size), size - 1);
                Nodes victim = Nodes.start(run(server.port(), size, crowd.run().id()), 1)) {
            Instant begin = Instant.now();
            crowd.begin(NodesMain.JOIN);
            victim.begin(NodesMain.JOIN);
            victim.done();
            Instant joined = crowd.done();
            crowd.begin(NodesMain.AWAIT_CHANGE);
            TimeUnit.SECONDS.sleep(1); // All wait by then; if not, the measured time is only longer.
            victim.kill();
            Instant killed = Instant.now();
            Instant known = crowd.done();
            System.out.printf(
                    "| %,d | %.1f | %d | %.1f | %.0f |%n",
                    size,
                    Duration.between(begin, joined).toMillis() / 1e3,
                    Duration.between(killed.plus(GRACE), known).toMillis(),
                    server.cpuNanos() / 1e9,
                    server.peakMegabytes());
        }
    }

    private static void grow(int size) throws Exception {
        try (ServerProcess server = ServerProcess.start(StoreServer.class);
                Relay relay = new Relay(server.port(), CellRequests::new);
                Crowd crowd = new Crowd(run(relay.port(), size), size)) {
            crowd.begin(NodesMain.JOIN);
            crowd.done();
            System.out.printf("| %,d | %.2f | %,d |%n", size, (double) relay.requests() / size, relay.bytes() / size);
        }
    }

    private static void idle(int size) throws Exception {
        try (ServerProcess server = ServerProcess.start(StoreServer.class);
                Relay relay = new Relay(server.port(), CellRequests::new);
                Crowd crowd = new Crowd(run(relay.port(), size), size)) {
            crowd.begin(NodesMain.JOIN);
            crowd.done();
            long requests = relay.requests();
            long serverCpu = server.cpuNanos();
            long nodesCpu = crowd.cpuNanos();
            TimeUnit.NANOSECONDS.sleep(IDLE.toNanos()); // What is measured happens while nothing is done.
            double seconds = IDLE.toSeconds();
            System.out.printf(
                    "%,d nodes that wait: %.3f requests a node and second; of one core, the server uses %.1f %%, a node %.4f %%%n",
                    size,
                    (relay.requests() - requests) / seconds / size,
                    (server.cpuNanos() - serverCpu) / MILLION / 10 / seconds,
                    (crowd.cpuNanos() - nodesCpu) / MILLION / 10 / seconds / size);
        }
    }

    private static Nodes.Run run(int port, int size) {
        return run(port, size, UUID.randomUUID().toString());
    }

    private static Nodes.Run run(int port, int size, String id) {
        return new Nodes.Run("tcp", "127.0.0.1:" + port, id, size, List.of("serve=no"));
    }
}
