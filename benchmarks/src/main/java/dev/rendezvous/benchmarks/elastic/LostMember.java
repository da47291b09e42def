package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.benchmarks.Statistics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How soon the others know that a member was killed. */
final class LostMember {

    private static final int RUNS = 5;
    private static final double MILLION = 1e6;

    /** The default of the backend. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private LostMember() {}

    static void print(Service service, int... sizes) throws Exception {
        System.out.println(
                "| nodes | SIGKILL of a member until all others know, ms, without the grace period of 2,000 ms |");
        System.out.println("|---|---|");
        for (int size : sizes) {
            double[] millis = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                millis[run] = lose(service, size);
            }
            System.out.printf("| %d | %.1f |%n", size, Statistics.median(millis));
        }
    }

    private static double lose(Service service, int size) throws Exception {
        try (Group group = new Group(
                        service.backend(), service.endpoint(service.port()), service.config(), size, size - 1);
                Nodes victim = Nodes.start(
                        new Nodes.Run(
                                service.backend(),
                                service.endpoint(service.port()),
                                group.runId(),
                                size,
                                List.of("serve=no")),
                        1)) {
            List<Future<Long>> joins = group.startJoin();
            victim.begin(NodesMain.JOIN);
            victim.done();
            Group.await(joins);
            List<Future<Long>> watches = group.startWatch();
            // All watch by then; if not, the measured time is only longer.
            TimeUnit.MILLISECONDS.sleep(100);
            long begin = System.nanoTime();
            victim.kill();
            return (Group.await(watches) - begin - GRACE.toNanos()) / MILLION;
        }
    }
}
