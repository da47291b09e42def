package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.ServerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * The neutral load: clients that ask one server for one thing, again and again, each on a thread and a connection of its own with
 * one request in flight.
 *
 * @param perSecond how many requests were served, all clients together
 * @param serverMicros what one of them cost the server, in microseconds of processor time
 */
record Load(double perSecond, double serverMicros) {

    private static final int BETWEEN_LOOKS = 16;

    static Load of(ServerProcess server, Request request, int clients, Duration time) throws Exception {
        CyclicBarrier start = new CyclicBarrier(clients + 1);
        Team team = new Team("load");
        for (int i = 0; i < clients; i++) {
            String key = "/load/" + i;
            team.start(() -> ask(server.port(), request, key, start, time));
        }
        start.await();
        long cpu = server.cpuNanos();
        long begin = System.nanoTime();
        long count = team.sum();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Load(count / seconds, (server.cpuNanos() - cpu) / 1e3 / count);
    }

    private static long ask(int port, Request request, String key, CyclicBarrier start, Duration time)
            throws IOException, InterruptedException, BrokenBarrierException {
        ByteBuffer frame = RawConnection.prepared(request.frame(key));
        ByteBuffer last = RawConnection.prepared(Frames.checkNothing());
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(RawConnection.prepared(Frames.set(key, Request.VALUE)));
            start.await();
            long end = System.nanoTime() + time.toNanos();
            long count = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < BETWEEN_LOOKS; i++) {
                    connection.send(frame);
                    connection.receive(request.answer());
                }
                count += BETWEEN_LOOKS;
            }
            connection.send(last);
            connection.receive(1);
            return count;
        }
    }
}
