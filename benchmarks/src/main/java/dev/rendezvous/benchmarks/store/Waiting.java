package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.ServerProcess;
import java.time.Duration;

/**
 * What many clients cost a server that wait for one key.
 *
 * @param megabytes how much more memory it has resident than before they came
 * @param idleMillis its processor time in a second in which nothing happens
 * @param wakeMillis from the set of the key until the last one knows
 */
record Waiting(double megabytes, double idleMillis, double wakeMillis) {

    private static final Duration IDLE = Duration.ofSeconds(1);

    static Waiting of(ServerProcess server, int clients, String key) throws Exception {
        double before = server.residentMegabytes();
        try (Crowd crowd = new Crowd(server.port(), clients);
                RawConnection setter = new RawConnection(server.port())) {
            crowd.everybody(Frames.awaitAndCheck(key), 1);
            double megabytes = server.residentMegabytes() - before;
            double idleMillis = idleMillis(server);
            crowd.tell(new byte[0], 1);
            long begin = System.nanoTime();
            setter.send(RawConnection.prepared(Frames.set(key, Request.VALUE)));
            crowd.receiveAll();
            return new Waiting(megabytes, idleMillis, (System.nanoTime() - begin) / 1e6);
        }
    }

    private static double idleMillis(ServerProcess server) throws Exception {
        long before = server.cpuNanos();
        Thread.sleep(IDLE.toMillis());
        return (server.cpuNanos() - before) / 1e6;
    }
}
