package dev.rendezvous.benchmarks.lookup;

import dev.rendezvous.benchmarks.Places;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** A registry that has discovered a thousand backends, asked for one after the other in an order that no processor foresees. */
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
     * Runs it, and tells at the end what the registry's answers take beside the map's.
     *
     * @param args the mode: {@code --full}, {@code --short}, which is the same here, or {@code --quick} for a look at the harness
     * @throws RunnerException if JMH fails
     */
    public static void main(String[] args) throws RunnerException {
        System.out.println(Ratios.table(new Runner(options(args.length == 0 ? "--full" : args[0])).run()));
    }

    private static Options options(String mode) {
        ChainedOptionsBuilder options = new OptionsBuilder().include(LookupBenchmark.class.getSimpleName());
        return switch (mode) {
            case "--full", "--short" -> options.build();
            case "--quick" ->
                options.forks(1)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(100))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(100))
                        .build();
            default -> throw new IllegalArgumentException(mode + " is none of --full, --short, --quick");
        };
    }

    /**
     * Has the registry discover an index, without loading a class, and puts the same names into the map.
     *
     * @throws IOException if the index cannot be written
     */
    @Setup
    public void fill() throws IOException {
        StringBuilder index = new StringBuilder();
        for (int i = 0; i < NAMES; i++) {
            String name = "backend-" + i;
            String provider = "com.acme.Backend" + i + "_RendezvousProvider";
            index.append(provider + "\n#rendezvous:1 " + provider + " name=" + name + " implementation=com.acme.Backend"
                    + i + "\n");
            map.put(name, name);
            names.add(new String(name));
        }
        Collections.shuffle(names, new Random(1));
        discover(index.toString());
        if (registry.backends().size() != map.size()) {
            throw new IllegalStateException(
                    "the registry found " + registry.backends().size() + " of " + map.size());
        }
    }

    private void discover(String index) throws IOException {
        Path folder = Files.createTempDirectory("rendezvous-lookup");
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(RendezvousBackendProvider.class.getName()), index);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            registry.discover(loader);
        } finally {
            Places.delete(folder);
        }
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
