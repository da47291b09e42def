package dev.rendezvous.benchmarks.registry;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how backends are found, warm and cold, by the registry and by others, on the same jars. Each contestant has a process
 * of its own; they take turns, and a ratio is taken between two measurements of one round, and of the ratios the median.
 */
public final class RegistryBenchmark {

    private static final int WARM_UP_ROUNDS = 8;

    /** The memory of fewer backends is lost in that of everything else. */
    private static final int FEWEST_TO_WEIGH = 50;

    private final Path work;
    private final Jars jars;
    private final boolean warm;

    private RegistryBenchmark(Path work, boolean warm) throws IOException {
        this.work = work;
        this.jars = new Jars(Template.compile(work));
        this.warm = warm;
    }

    /**
     * Runs the benchmark; the tables grow while it runs.
     *
     * @param args the mode: {@code --full}, {@code --short}, or {@code --quick} for a look at the harness
     * @throws Exception if a contestant fails
     */
    public static void main(String[] args) throws Exception {
        String mode = args.length == 0 ? "--full" : args[0];
        List<Shape> shapes = Shape.ofMode(mode);
        Path work = Files.createTempDirectory("rendezvous-registry");
        try {
            RegistryBenchmark benchmark = new RegistryBenchmark(work, !mode.equals("--quick"));
            System.out.println(Machine.describe());
            System.out.println(Report.warmHead());
            for (Shape shape : shapes) {
                benchmark.warm(shape);
            }
            System.out.println(Report.coldHead());
            for (Shape shape : shapes) {
                benchmark.cold(shape);
            }
            System.out.println("\nAt the end the load was " + Machine.load() + ".");
        } finally {
            Places.delete(work);
        }
    }

    private void warm(Shape shape) throws IOException {
        Path folder = jars(shape);
        List<Runner> runners = new ArrayList<>();
        try {
            for (Contestant contestant : contestants(shape)) {
                runners.add(new Runner(contestant, Child.start(contestant, folder, shape), new ArrayList<>()));
            }
            List<Runner> order = new ArrayList<>(runners);
            for (int round = warm ? -WARM_UP_ROUNDS : -1; round < shape.rounds(); round++) {
                for (Runner runner : order) {
                    runner.measure(round >= 0);
                }
                Collections.rotate(order, 1);
            }
        } finally {
            runners.forEach(runner -> runner.child().close());
        }
        Map<Contestant, List<Sample>> samples = new EnumMap<>(Contestant.class);
        runners.forEach(runner -> samples.put(runner.contestant(), runner.samples()));
        System.out.println(Report.warmRows(shape, samples));
    }

    /** A contestant at work. */
    private record Runner(Contestant contestant, Child child, List<Sample> samples) {

        void measure(boolean counts) throws IOException {
            Sample sample = child.measure();
            if (counts) {
                samples.add(sample);
            }
        }
    }

    private static List<Contestant> contestants(Shape shape) {
        return Arrays.stream(Contestant.values())
                .filter(contestant -> contestant != Contestant.NOTHING)
                .filter(contestant -> shape.loaders() || !contestant.loadsClasses())
                .toList();
    }

    private void cold(Shape shape) throws IOException, InterruptedException {
        Path folder = jars(shape);
        Map<Contestant, List<Double>> micros = new EnumMap<>(Contestant.class);
        List<Contestant> contestants = new ArrayList<>(List.of(Contestant.NOTHING));
        contestants.addAll(contestants(shape));
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 0; round < shape.rounds(); round++) {
            for (Contestant contestant : order) {
                micros.computeIfAbsent(contestant, key -> new ArrayList<>())
                        .add(Child.micros(contestant, folder, shape));
            }
            Collections.rotate(order, 1);
        }
        for (Contestant contestant : contestants) {
            System.out.println(Report.coldRow(
                    shape,
                    contestant,
                    micros,
                    Child.loadedClasses(contestant, folder, shape)
                            - Child.loadedClasses(Contestant.NOTHING, folder, shape),
                    contestant.keepsAll() && shape.total() >= FEWEST_TO_WEIGH ? kept(contestant, folder, shape) : ""));
        }
    }

    private static String kept(Contestant contestant, Path folder, Shape shape)
            throws IOException, InterruptedException {
        return String.valueOf(Child.retainedBytes(contestant, folder, shape) / shape.total());
    }

    private Path jars(Shape shape) throws IOException {
        Path folder = work.resolve(shape.title().replaceAll("\\W+", "-"));
        return Files.isDirectory(folder) ? folder : jars.write(folder, shape);
    }
}
