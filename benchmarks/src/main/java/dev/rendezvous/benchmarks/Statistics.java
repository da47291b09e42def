package dev.rendezvous.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Middle and spread of a few numbers. */
public final class Statistics {

    private Statistics() {}

    /**
     * {@return the middle of the values, or the mean of the middle two}
     *
     * @param values at least one
     */
    public static double median(double... values) {
        return quantile(0.5, values);
    }

    /**
     * {@return the value below which the fraction of the values lies, between two neighbours where it falls between them}
     *
     * @param fraction from 0 to 1
     * @param values at least one
     */
    public static double quantile(double fraction, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * {@return the quotients of each two values of one round}
     *
     * @param own one value for each round
     * @param others as many, none of which is 0
     */
    public static double[] ratios(double[] own, double[] others) {
        double[] ratios = new double[own.length];
        Arrays.setAll(ratios, i -> own[i] / others[i]);
        return ratios;
    }

    /**
     * {@return the median and the quartiles, as the tables show them}
     *
     * @param values at least one
     */
    public static String spread(double... values) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", median(values), quantile(0.25, values), quantile(0.75, values));
    }
}
