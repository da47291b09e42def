package dev.rendezvous.benchmarks.registry;

import dev.rendezvous.benchmarks.Statistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Puts what was measured into tables. */
final class Report {

    private static final double MICROS_TO_MILLIS = 1e3;

    private Report() {}

    static String warmHead() {
        return "\n| jars x backends | with | rounds | time, ms | CPU, ms | time to the floor (quartiles) | CPU to the floor |\n"
                + "|---|---|---|---|---|---|---|";
    }

    static String warmRows(Shape shape, Map<Contestant, List<Sample>> samples) {
        StringBuilder rows = new StringBuilder();
        samples.forEach((contestant, own) -> rows.append("| ")
                .append(String.join(
                        " | ",
                        shape.title(),
                        contestant.label(),
                        Integer.toString(own.size()),
                        number(median(own, Sample::micros) / MICROS_TO_MILLIS),
                        number(median(own, Sample::cpuMicros) / MICROS_TO_MILLIS),
                        Statistics.spread(ratios(own, floor(samples), Sample::micros)),
                        number(Statistics.median(ratios(own, floor(samples), Sample::cpuMicros)))))
                .append(" |\n"));
        return rows.toString().stripTrailing();
    }

    static String coldHead() {
        return """

                Whole processes, from the start of the JVM to its end:

                | jars x backends | with | time, ms | time to the floor (quartiles) | \
                classes loaded beyond an empty program | bytes kept, a backend |
                |---|---|---|---|---|---|""";
    }

    static String coldRow(
            Shape shape, Contestant contestant, Map<Contestant, List<Double>> micros, long classes, String bytesKept) {
        double[] own = numbers(micros, contestant);
        double[] floor = numbers(micros, Contestant.FLOOR);
        return "| "
                + String.join(
                        " | ",
                        shape.title(),
                        contestant.label(),
                        String.valueOf(Math.round(Statistics.median(own) / MICROS_TO_MILLIS)),
                        Statistics.spread(Statistics.ratios(own, floor)),
                        String.valueOf(classes),
                        bytesKept)
                + " |";
    }

    private static double[] numbers(Map<Contestant, List<Double>> micros, Contestant contestant) {
        return micros.getOrDefault(contestant, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static List<Sample> floor(Map<Contestant, List<Sample>> samples) {
        return samples.getOrDefault(Contestant.FLOOR, List.of());
    }

    private static double[] ratios(List<Sample> own, List<Sample> floor, ToDoubleFunction<Sample> of) {
        return Statistics.ratios(
                own.stream().mapToDouble(of).toArray(),
                floor.stream().mapToDouble(of).toArray());
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
        return Statistics.median(samples.stream().mapToDouble(of).toArray());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
