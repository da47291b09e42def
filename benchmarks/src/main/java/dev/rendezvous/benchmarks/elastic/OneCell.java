package dev.rendezvous.benchmarks.elastic;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    private final Service service;
    private final int nodes;
    private final long pauseMillis;
    private final String run = UUID.randomUUID().toString();
    private final LongAdder requests = new LongAdder();

    OneCell(Service service, int nodes, long pauseMillis) {
        this.service = service;
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

    private Object join(int node) throws Exception {
        try (SharedCell cell = service.cell(run)) {
            String own = ("node-" + node + ";").concat("x".repeat(BYTES_A_NODE)).substring(0, BYTES_A_NODE);
            SharedCell.Seen state = SharedCell.Seen.NOTHING;
            while (!state.value().contains(own)) {
                state = cell.write(state.value() + own, state);
                requests.add(state.requests());
            }
            while (state.value().length() < nodes * BYTES_A_NODE) {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                state = cell.read();
                requests.add(state.requests());
            }
            return state;
        }
    }
}
