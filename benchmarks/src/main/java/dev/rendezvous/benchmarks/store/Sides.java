package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.ServerProcess;

/** The two servers of one round, measured one right after the other; their order changes from round to round. */
record Sides(ServerProcess ours, ServerProcess theirs) implements AutoCloseable {

    /** What is measured of a side. */
    interface Measure<T> {
        T of(ServerProcess server) throws Exception;
    }

    /** What was measured in one round. */
    record Pair<T>(T our, T their) {}

    /** Our server, and PyTorch's. */
    static Sides start() throws Exception {
        return start(LibtorchServer.class);
    }

    /** Our server, and another. */
    static Sides start(Class<?> other) throws Exception {
        ServerProcess ours = ServerProcess.start(OurServer.class);
        try {
            return new Sides(ours, ServerProcess.start(other));
        } catch (Exception e) {
            ours.close();
            throw e;
        }
    }

    <T> Pair<T> measure(int round, Measure<T> measure) throws Exception {
        if (round % 2 == 0) {
            T our = measure.of(ours);
            return new Pair<>(our, measure.of(theirs));
        }
        T their = measure.of(theirs);
        return new Pair<>(measure.of(ours), their);
    }

    @Override
    public void close() {
        ours.close();
        theirs.close();
    }
}
