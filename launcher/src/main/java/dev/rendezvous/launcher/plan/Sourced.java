package dev.rendezvous.launcher.plan;

import java.util.List;

/**
 * The values of an option and where they are from.
 *
 * @param values in the order in which they were given; one unless the option may be repeated
 * @param source for people, such as {@code option}, {@code RDZV_RUN_NODES} or {@code Slurm}
 * @since 0.1
 */
public record Sourced(List<String> values, String source) {

    /** The source of a value that nothing has set. */
    public static final String DEFAULT = "default";

    /** The source of a value that was typed. */
    public static final String OPTION = "option";

    /** Copies the list. */
    public Sourced {
        values = List.copyOf(values);
    }

    static Sourced of(String value, String source) {
        return new Sourced(List.of(value), source);
    }

    /** {@return the last value; empty if there is none} */
    public String text() {
        return values.isEmpty() ? "" : values.get(values.size() - 1);
    }

    boolean isDefault() {
        return source.equals(DEFAULT);
    }

    boolean isTyped() {
        return source.equals(OPTION);
    }
}
