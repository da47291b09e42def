package dev.rendezvous.benchmarks.compile;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is compiled.
 *
 * @param classes how many classes
 * @param annotated whether each carries the annotation of the contestant, or none at all
 * @param rounds how often each contestant compiles them
 * @param contestants what compiles them
 */
record Scenario(int classes, boolean annotated, int rounds, Set<Contestant> contestants) {

    private static final Set<Contestant> ALL = EnumSet.allOf(Contestant.class);

    /** Where nothing is annotated, the writers are not called at all. */
    private static final Set<Contestant> WITHOUT_WRITERS =
            EnumSet.complementOf(EnumSet.of(Contestant.WRITER_OF_THE_SAME, Contestant.WRITER_OF_EMPTY));

    /** Enough to tell whether the cost of a class grows with their number. */
    private static final Set<Contestant> WITHOUT_PEERS = EnumSet.of(
            Contestant.NONE, Contestant.RENDEZVOUS, Contestant.WRITER_OF_THE_SAME, Contestant.WRITER_OF_EMPTY);

    /** The measurement, which takes about half an hour where nothing else runs. */
    private static final List<Scenario> FULL = List.of(
            new Scenario(1, true, 15, ALL),
            new Scenario(100, true, 11, ALL),
            new Scenario(1000, true, 9, ALL),
            new Scenario(1000, false, 9, WITHOUT_WRITERS),
            new Scenario(5000, true, 5, ALL));

    /** The same in fewer rounds, and the largest one without the peers. */
    private static final List<Scenario> SHORT = List.of(
            new Scenario(1, true, 9, ALL),
            new Scenario(1000, true, 4, ALL),
            new Scenario(1000, false, 4, WITHOUT_WRITERS),
            new Scenario(100, true, 5, ALL),
            new Scenario(5000, true, 2, WITHOUT_PEERS));

    /** For a look at the harness; its numbers mean nothing. */
    private static final List<Scenario> QUICK =
            List.of(new Scenario(1, true, 1, ALL), new Scenario(20, false, 1, WITHOUT_WRITERS));

    static List<Scenario> ofMode(String mode) {
        return switch (mode) {
            case "--full" -> FULL;
            case "--short" -> SHORT;
            case "--quick" -> QUICK;
            default -> throw new IllegalArgumentException(mode + " is none of --full, --short, --quick");
        };
    }

    String title() {
        return String.format(Locale.ROOT, "%,d", classes) + (annotated ? " annotated" : " plain");
    }

    String annotation(Contestant contestant) {
        return annotated ? contestant.annotation() : "";
    }
}
