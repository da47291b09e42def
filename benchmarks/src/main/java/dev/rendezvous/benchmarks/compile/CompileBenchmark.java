package dev.rendezvous.benchmarks.compile;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures whole runs of javac, each in a process of its own, and prints one table. In each round every contestant compiles
 * once, in an order that moves on from round to round; a ratio is taken between two processes of one round, so that both have
 * seen the same load of the machine, and of the ratios the median.
 */
public final class CompileBenchmark {

    private final Path work;
    private final Compiler compiler;
    private final Templates templates;

    private CompileBenchmark(Path work) throws IOException, InterruptedException {
        this.work = work;
        compiler = new Compiler(work);
        templates = Templates.write(work, compiler);
    }

    /**
     * Runs the benchmark. The table grows while it runs, so that one that is stopped has told what it found.
     *
     * @param args the mode: {@code --full}, {@code --short}, or {@code --quick} for a look at the harness
     * @throws Exception if a compile fails
     */
    public static void main(String[] args) throws Exception {
        List<Scenario> scenarios = Scenario.ofMode(args.length == 0 ? "--full" : args[0]);
        Path work = Files.createTempDirectory("rendezvous-benchmarks");
        try {
            CompileBenchmark benchmark = new CompileBenchmark(work);
            System.out.println(Report.head());
            for (Scenario scenario : scenarios) {
                System.out.println(Report.rows(benchmark.measure(scenario)));
            }
            System.out.println("\nAt the end the load was " + Machine.load() + ".");
        } finally {
            Places.delete(work);
        }
    }

    private Results measure(Scenario scenario) throws IOException, InterruptedException {
        List<Contestant> order = new ArrayList<>(scenario.contestants());
        for (Contestant contestant : order) {
            Sources.write(folder(scenario, contestant), scenario.classes(), scenario.annotation(contestant));
        }
        Results results = new Results(scenario);
        for (int round = 1; round <= scenario.rounds(); round++) {
            System.err.println(scenario.title() + ", round " + round + " of " + scenario.rounds());
            for (Contestant contestant : order) {
                results.add(contestant, compiler.compile(folder(scenario, contestant), templates.options(contestant)));
            }
            Collections.rotate(order, 1);
        }
        return results;
    }

    private Path folder(Scenario scenario, Contestant contestant) {
        return work.resolve(scenario.title().replace(' ', '-')).resolve(contestant.name());
    }
}
