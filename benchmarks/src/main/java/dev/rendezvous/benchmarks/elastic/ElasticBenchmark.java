package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.Watchdog;
import java.time.Duration;

/**
 * Elastic groups on real services: joins, beside joins by compare-and-set on one cell of the same service; a member that is killed; groups
 * that only wait; the first use in a fresh process. The argument is {@code --full}, or {@code --short} for small groups.
 */
public final class ElasticBenchmark {

    private static final int[] FULL = {8, 32, 128};
    private static final int[] SHORT = {8, 32};

    private ElasticBenchmark() {}

    /** Prints the tables. */
    public static void main(String[] args) throws Exception {
        int[] sizes = args.length == 0 || args[0].equals("--full") ? FULL : SHORT;
        Watchdog.start(Duration.ofMinutes(30));
        System.out.println(Machine.describe());
        System.out.println();
        Joins.printHead();
        forEach(service -> Joins.printRows(service, sizes));
        System.out.println();
        try (Service service = new TcpService()) {
            LostMember.print(service, sizes);
        }
        System.out.println();
        Idle.printHead();
        forEach(Idle::printRow);
        System.out.println();
        FirstUse.printHead();
        forEach(FirstUse::printRow);
        // Threads of the clients of services may stay.
        System.exit(0);
    }

    /** What is measured on a service. */
    private interface Measurement {
        void on(Service service) throws Exception;
    }

    private static void forEach(Measurement measurement) throws Exception {
        for (Services.Start start : Services.available()) {
            try (Service service = start.start()) {
                measurement.on(service);
            }
        }
    }
}
