package dev.rendezvous.benchmarks.compile;

import dev.rendezvous.benchmarks.Statistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the contestants used in one scenario, round by round; two of one round were measured close to each other. */
final class Results {

    private final Scenario scenario;
    private final Map<Contestant, List<Usage>> usages = new EnumMap<>(Contestant.class);

    Results(Scenario scenario) {
        this.scenario = scenario;
    }

    Scenario scenario() {
        return scenario;
    }

    void add(Contestant contestant, Usage usage) {
        usages.computeIfAbsent(contestant, key -> new ArrayList<>()).add(usage);
    }

    /** {@return the median over the rounds of what the contestant used} */
    double median(Contestant contestant, ToDoubleFunction<Usage> of) {
        return Statistics.median(of(contestant).stream().mapToDouble(of).toArray());
    }

    /** {@return of each round, what the contestant used by what the base used} */
    double[] ratios(Contestant contestant, Contestant base, ToDoubleFunction<Usage> of) {
        return rounds().mapToObj(i -> of(contestant).get(i).dividedBy(of(base).get(i)))
                .mapToDouble(of)
                .toArray();
    }

    /** {@return the median over the rounds of what the contestant used more than the base, for each class} */
    double costOfAClass(Contestant contestant, Contestant base, ToDoubleFunction<Usage> of) {
        double[] differences = rounds().mapToObj(i -> of(contestant).get(i).minus(of(base).get(i)))
                .mapToDouble(of)
                .toArray();
        return Statistics.median(differences) / scenario.classes();
    }

    private IntStream rounds() {
        return IntStream.range(0, of(Contestant.NONE).size());
    }

    private List<Usage> of(Contestant contestant) {
        return usages.getOrDefault(contestant, List.of());
    }
}
