package dev.rendezvous.benchmarks.compile;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.Statistics;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Puts what was measured into the rows of one table. */
final class Report {

    private static final Contestant WRITER = Contestant.WRITER_OF_THE_SAME;

    private Report() {}

    /** {@return what the machine is, and the head of the table} */
    static String head() {
        return Machine.describe() + "\n\n"
                + "| classes | with | rounds | time, s | CPU, s | memory, MB | time ratio (quartiles) | CPU ratio | memory ratio"
                + " | to the writer: time, CPU, memory | CPU of a class, ms |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|";
    }

    /** {@return the rows of one scenario} */
    static String rows(Results results) {
        StringBuilder rows = new StringBuilder();
        results.scenario().contestants().forEach(contestant -> rows.append(row(results, contestant)));
        return rows.toString().stripTrailing();
    }

    private static String row(Results results, Contestant contestant) {
        return "| "
                + String.join(
                        " | ",
                        results.scenario().title(),
                        contestant.label(),
                        Integer.toString(results.scenario().rounds()),
                        number(results.median(contestant, Usage::seconds)),
                        number(results.median(contestant, Usage::cpuSeconds)),
                        String.valueOf(Math.round(results.median(contestant, Usage::megabytes))),
                        Statistics.spread(results.ratios(contestant, Contestant.NONE, Usage::seconds)),
                        ratio(results, contestant, Contestant.NONE, Usage::cpuSeconds),
                        ratio(results, contestant, Contestant.NONE, Usage::megabytes),
                        toWriter(results, contestant),
                        costOfAClass(results, contestant))
                + " |\n";
    }

    private static String toWriter(Results results, Contestant contestant) {
        if (contestant != Contestant.RENDEZVOUS || !results.scenario().annotated()) {
            return "";
        }
        return ratio(results, contestant, WRITER, Usage::seconds) + ", "
                + ratio(results, contestant, WRITER, Usage::cpuSeconds) + ", "
                + ratio(results, contestant, WRITER, Usage::megabytes);
    }

    private static String costOfAClass(Results results, Contestant contestant) {
        return contestant == Contestant.NONE || !results.scenario().annotated()
                ? ""
                : number(1000 * results.costOfAClass(contestant, Contestant.NONE, Usage::cpuSeconds));
    }

    private static String ratio(Results results, Contestant contestant, Contestant base, ToDoubleFunction<Usage> of) {
        return number(Statistics.median(results.ratios(contestant, base, of)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
