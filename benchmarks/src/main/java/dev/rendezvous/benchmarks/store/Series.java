package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One thing that is measured of both sides, round by round, and its row of the table. */
final class Series {

    private final String what;
    private final String unit;
    private final String goal;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();

    /**
     * Makes a series without values.
     *
     * @param goal what the ratio, or our value, should be; empty if nothing was promised
     */
    Series(String what, String unit, String goal) {
        this.what = what;
        this.unit = unit;
        this.goal = goal;
    }

    static String head(String other) {
        return "| measured | ours | " + other + " | ratio (quartiles) | goal |\n|---|---|---|---|---|";
    }

    void add(double our, double their) {
        ours.add(our);
        theirs.add(their);
    }

    String row() {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i) / theirs.get(i);
        }
        return String.join(
                " | ", "| " + what + ", " + unit, median(ours), median(theirs), Statistics.spread(ratios), goal + " |");
    }

    private static String median(List<Double> values) {
        double median = Statistics.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
        return String.format(Locale.ROOT, median < 100 ? "%.2f" : "%,.0f", median);
    }
}
