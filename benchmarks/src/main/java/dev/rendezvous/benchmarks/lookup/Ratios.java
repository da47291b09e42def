package dev.rendezvous.benchmarks.lookup;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Puts the results of a run beside that of the bare map. */
final class Ratios {

    private static final String BASE = "map";

    private Ratios() {}

    static String table(Collection<RunResult> results) {
        double base = results.stream()
                .filter(result -> label(result).equals(BASE))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
        StringBuilder table =
                new StringBuilder("\n| asked | time, ns | error, ns | time to the map |\n|---|---|---|---|");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            table.append(String.format(
                    Locale.ROOT,
                    "%n| %s | %.2f | %.2f | %.2f |",
                    label(result),
                    time.getScore(),
                    time.getScoreError(),
                    time.getScore() / base));
        }
        return table.toString();
    }

    private static String label(RunResult result) {
        return result.getPrimaryResult().getLabel();
    }
}
