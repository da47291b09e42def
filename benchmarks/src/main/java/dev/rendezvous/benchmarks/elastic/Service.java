package dev.rendezvous.benchmarks.elastic;

import java.util.Map;
import java.util.function.Supplier;

/** A real service on this machine, at which groups meet. */
interface Service extends AutoCloseable {

    /** {@return the name of the backend} */
    String backend();

    int port();

    /** {@return the endpoint for the backend, at the service or at a relay before it} */
    String endpoint(int port);

    /** {@return what else the backend must know} */
    default Map<String, String> config() {
        return Map.of();
    }

    /** {@return what counts the requests of one connection} */
    Supplier<RequestCounter> counter();

    /** {@return a connection of its own to the one cell of a run} */
    SharedCell cell(String run) throws Exception;

    /** {@return the processor time of the service, in nanoseconds} */
    long cpuNanos() throws Exception;

    @Override
    void close() throws Exception;
}
