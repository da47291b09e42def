package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.ServerProcess;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/** How often a second one client, which has one connection, gets a key for all its threads. */
final class GetLoad {

    private static final String KEY = "get load";

    private GetLoad() {}

    /** One get. */
    private interface Get {
        void once() throws InterruptedException;
    }

    static double ours(ServerProcess server, int threads, Duration time) throws Exception {
        try (TcpStoreClient client =
                TcpStoreClient.builder("localhost", server.port()).connect()) {
            client.set(KEY, Request.VALUE);
            return perSecond(() -> client.get(KEY), threads, time);
        }
    }

    static double theirs(ServerProcess server, int threads, Duration time) throws Exception {
        try (TCPStoreOptions options = new TCPStoreOptions();
                TCPStore client = new TCPStore(
                        "localhost",
                        options.port((short) server.port()).isServer(false).waitWorkers(false));
                ByteVector value = new ByteVector(Request.VALUE)) {
            client.set(KEY, value);
            return perSecond(() -> client.get(KEY).close(), threads, time);
        }
    }

    private static double perSecond(Get get, int threads, Duration time) throws Exception {
        Team team = new Team("get");
        long begin = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            team.start(() -> count(get, begin + time.toNanos()));
        }
        long count = team.sum();
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    private static long count(Get get, long end) throws InterruptedException {
        long count = 0;
        while (System.nanoTime() < end) {
            get.once();
            count++;
        }
        return count;
    }
}
