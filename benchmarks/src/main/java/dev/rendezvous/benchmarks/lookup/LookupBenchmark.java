package dev.rendezvous.benchmarks.lookup;

import dev.rendezvous.BackendDescriptor;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** A registry of a thousand names, asked for one after the other in an order that no processor foresees. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LookupBenchmark {

    private static final int NAMES = 1024;

    private final RendezvousRegistry registry = RendezvousRegistry.create();
    private final Map<String, String> map = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int next;

    /** Called by JMH. */
    public LookupBenchmark() {}

    /**
     * Runs it.
     *
     * @param args not used
     * @throws RunnerException if JMH fails
     */
    public static void main(String[] args) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(LookupBenchmark.class.getSimpleName())
                .build();
        new Runner(options).run();
    }

    /** Fills the registry and the map. */
    @Setup
    public void fill() {
        RendezvousHandlerFactory factory = parameters -> {
            throw new UnsupportedOperationException("no handler is asked for");
        };
        for (int i = 0; i < NAMES; i++) {
            String name = "backend-" + i;
            registry.register(name, factory);
            map.put(name, name);
            names.add(new String(name));
        }
        Collections.shuffle(names, new Random(1));
    }

    /** {@return what a bare map knows} */
    @Benchmark
    public @Nullable String map() {
        return map.get(name());
    }

    /** {@return whether the registry knows a name} */
    @Benchmark
    public boolean contains() {
        return registry.contains(name());
    }

    /** {@return what the registry knows of a name} */
    @Benchmark
    public Optional<BackendDescriptor> find() {
        return registry.find(name());
    }

    private String name() {
        next = (next + 1) & (NAMES - 1);
        return names.get(next);
    }
}
