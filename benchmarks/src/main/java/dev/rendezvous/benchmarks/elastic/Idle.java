package dev.rendezvous.benchmarks.elastic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a group costs that is complete and does nothing. */
final class Idle {

    private static final int NODES = 128;
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final double PERCENT_OF_A_CORE = 1e7;

    private Idle() {}

    static void printHead() {
        System.out.println("| service | idle nodes | requests a node and second | service: percent of a core |"
                + " all nodes and the relay: percent of a core |");
        System.out.println("|---|---|---|---|---|");
    }

    static void printRow(Service service) throws Exception {
        try (Relay relay = new Relay(service.port(), service.counter());
                Group group =
                        new Group(service.backend(), service.endpoint(relay.port()), service.config(), NODES, NODES)) {
            group.join();
            long requests = relay.requests();
            long cpu = service.cpuNanos();
            long own = ownCpuNanos();
            // What is measured happens while nothing is done.
            TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
            System.out.printf(
                    "| %s | %d | %.3f | %.2f | %.2f |%n",
                    service.backend(),
                    NODES,
                    (double) (relay.requests() - requests) / TIME.toSeconds() / NODES,
                    (service.cpuNanos() - cpu) / PERCENT_OF_A_CORE / TIME.toSeconds(),
                    (ownCpuNanos() - own) / PERCENT_OF_A_CORE / TIME.toSeconds());
        }
    }

    private static long ownCpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
