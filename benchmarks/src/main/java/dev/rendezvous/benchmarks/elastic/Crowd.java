package dev.rendezvous.benchmarks.elastic;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All nodes of a run but a few, in as many processes as they need. */
final class Crowd implements AutoCloseable {

    private static final int NODES_A_PROCESS = 1000;

    private final Nodes.Run run;
    private final List<Nodes> parts = new ArrayList<>();

    Crowd(Nodes.Run run, int nodes) throws IOException {
        this.run = run;
        for (int left = nodes; left > 0; left -= NODES_A_PROCESS) {
            parts.add(Nodes.start(run, Math.min(left, NODES_A_PROCESS)));
        }
    }

    Nodes.Run run() {
        return run;
    }

    void begin(String command) throws IOException {
        for (Nodes part : parts) {
            part.begin(command);
        }
    }

    Instant done() throws IOException {
        Instant last = Instant.MIN;
        for (Nodes part : parts) {
            Instant done = part.done();
            last = done.isAfter(last) ? done : last;
        }
        return last;
    }

    long cpuNanos() {
        return parts.stream().mapToLong(Nodes::cpuNanos).sum();
    }

    @Override
    public void close() {
        parts.forEach(Nodes::close);
    }
}
