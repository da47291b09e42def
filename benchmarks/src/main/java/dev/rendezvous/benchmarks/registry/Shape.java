package dev.rendezvous.benchmarks.registry;

import java.util.List;
import java.util.Locale;

/**
 * A class path.
 *
 * @param jars how many jars
 * @param indexed how many of them have backends; they are spread evenly
 * @param backends how many backends each of those has
 * @param repetitions how often one measurement finds them all, so that it takes some milliseconds at least
 * @param rounds how often each contestant is measured
 * @param loaders whether those take part that load classes, which take their time
 */
record Shape(int jars, int indexed, int backends, int repetitions, int rounds, boolean loaders) {

    static List<Shape> ofMode(String mode) {
        return switch (mode) {
            case "--full" ->
                List.of(
                        new Shape(1000, 1000, 10, 1, 25, true),
                        new Shape(300, 5, 10, 3, 25, false),
                        new Shape(100, 100, 10, 10, 25, false),
                        new Shape(1, 1, 10_000, 5, 25, false),
                        new Shape(1, 1, 1, 300, 25, false));
            case "--short" ->
                List.of(
                        new Shape(1000, 1000, 10, 1, 9, true),
                        new Shape(300, 5, 10, 3, 9, false),
                        new Shape(100, 100, 10, 10, 9, false),
                        new Shape(1, 1, 10_000, 5, 9, false),
                        new Shape(1, 1, 1, 300, 9, false));
            case "--quick" -> List.of(new Shape(20, 20, 2, 1, 1, true), new Shape(3, 1, 1, 1, 1, false));
            default -> throw new IllegalArgumentException(mode + " is none of --full, --short, --quick");
        };
    }

    /** {@return how many backends there are in all} */
    int total() {
        return indexed * backends;
    }

    boolean isIndexed(int jar) {
        return (long) (jar + 1) * indexed / jars > (long) jar * indexed / jars;
    }

    String title() {
        return String.format(
                Locale.ROOT,
                "%,d jar%s x %,d%s",
                jars,
                jars == 1 ? "" : "s",
                backends,
                indexed == jars ? "" : " (in " + indexed + ")");
    }
}
