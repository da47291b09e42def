package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Endpoint;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The protocol of PyTorch's {@code c10d} rendezvous: all nodes rewrite one cell with the whole state, by compare-and-set, and look again
 * until all are in. PyTorch waits a second between two looks. With a shorter pause the comparison is about the protocol alone.
 */
final class OneCell {

    /** About what PyTorch's state takes for each participant. */
    private static final int BYTES_A_NODE = 100;

    private static final String KEY = "state";

    private final Endpoint endpoint;
    private final int nodes;
    private final long pauseMillis;
    private final LongAdder requests = new LongAdder();

    OneCell(Endpoint endpoint, int nodes, long pauseMillis) {
        this.endpoint = endpoint;
        this.nodes = nodes;
        this.pauseMillis = pauseMillis;
    }

    /** {@return the joins of all nodes} */
    List<Callable<Object>> joins() {
        List<Callable<Object>> joins = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            int number = node;
            joins.add(() -> join(number));
        }
        return joins;
    }

    /** {@return how many requests a node made} */
    double requestsPerNode() {
        return requests.doubleValue() / nodes;
    }

    private Object join(int node) throws InterruptedException {
        try (TcpStoreClient store = TcpStoreClient.builder(endpoint).connect()) {
            String own = ("node-" + node + ";").concat("x".repeat(BYTES_A_NODE)).substring(0, BYTES_A_NODE);
            byte[] state = new byte[0];
            boolean isIn = false;
            while (!isIn) {
                byte[] wanted = new String(state, UTF_8).concat(own).getBytes(UTF_8);
                requests.increment();
                state = store.compareAndSet(KEY, state, wanted);
                isIn = new String(state, UTF_8).contains(own);
            }
            while (state.length < nodes * BYTES_A_NODE) {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                requests.increment();
                state = store.get(KEY);
            }
            return state;
        }
    }
}
