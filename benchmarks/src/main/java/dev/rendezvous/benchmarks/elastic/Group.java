package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.registry.RendezvousRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The nodes of one run in this process, each on a thread and connections of its own. */
final class Group implements AutoCloseable {

    private static final long PATIENCE_MINUTES = 5;
    private static final long BETWEEN_LOOKS_MILLIS = 5;
    private static final long QUIET_MILLIS = 200;
    private static final RendezvousRegistry REGISTRY = RendezvousRegistry.discovered(Group.class.getClassLoader());

    private final RendezvousParameters parameters;
    private final List<ElasticHandler> handlers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * Makes nodes that have not joined.
     *
     * @param size how many nodes the run has, exactly
     * @param count how many of them are here
     */
    Group(String backend, String endpoint, Map<String, String> config, int size, int count)
            throws InterruptedException {
        this.parameters = RendezvousParameters.builder(backend)
                .endpoint(endpoint)
                .runId(UUID.randomUUID().toString())
                .nodes(size, size)
                .config(config)
                .build();
        for (int node = 0; node < count; node++) {
            handlers.add((ElasticHandler) REGISTRY.createHandler(parameters));
        }
    }

    String runId() {
        return parameters.runId();
    }

    /** {@return the nanoseconds that the nodes take to join at once} */
    long join() throws Exception {
        long begin = System.nanoTime();
        await(started(handlers));
        return System.nanoTime() - begin;
    }

    /** {@return the nanoseconds from the join of the last node until all know that the group is complete} */
    long joinLast() throws Exception {
        int last = handlers.size() - 1;
        List<Future<Long>> before = started(handlers.subList(0, last));
        while (handlers.get(last).look().waiting().size() < last) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
        // The last node comes when the others have been waiting for a while.
        TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
        long begin = System.nanoTime();
        List<Future<Long>> all = started(handlers.subList(last, last + 1));
        all.addAll(before);
        return await(all) - begin;
    }

    /** Starts to join; {@link #await} waits for it. */
    List<Future<Long>> startJoin() {
        return started(handlers);
    }

    /** Starts to wait for a change; {@link #await} waits for it. */
    List<Future<Long>> startWatch() {
        return started(handlers, handler -> {
            if (!handler.awaitChange(Duration.ofMinutes(PATIENCE_MINUTES))) {
                throw new TimeoutException("no change");
            }
        });
    }

    private List<Future<Long>> started(List<ElasticHandler> nodes) {
        return started(nodes, RendezvousHandler::nextRendezvous);
    }

    /** What a node does. */
    private interface Work {
        void run(ElasticHandler handler) throws Exception;
    }

    private List<Future<Long>> started(List<ElasticHandler> nodes, Work work) {
        List<Future<Long>> calls = new ArrayList<>();
        for (ElasticHandler handler : nodes) {
            Callable<Long> call = () -> {
                work.run(handler);
                return System.nanoTime();
            };
            calls.add(threads.submit(call));
        }
        return calls;
    }

    /** {@return when the last of the calls returned, by the clock of this JVM} */
    static long await(List<Future<Long>> calls) throws Exception {
        long[] ends = new long[calls.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = calls.get(i).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        }
        return Arrays.stream(ends).max().orElseThrow();
    }

    @Override
    public void close() throws Exception {
        List<Future<?>> closing = new ArrayList<>();
        handlers.forEach(handler -> closing.add(threads.submit(handler::close)));
        for (Future<?> one : closing) {
            one.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        }
        threads.shutdown();
    }
}
