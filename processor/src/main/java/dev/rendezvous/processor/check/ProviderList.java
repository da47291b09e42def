package dev.rendezvous.processor.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** The providers written by hand that the index lists: {@code -Arendezvous.providers=com.acme.One,com.acme.Other}. */
public final class ProviderList {

    public static final String OPTION = "rendezvous.providers";

    private ProviderList() {}

    public static boolean isGiven(Map<String, String> options) {
        return options.containsKey(OPTION);
    }

    /** {@return the names that the option lists, not checked yet} */
    public static SortedSet<String> of(Map<String, String> options) {
        // A key without a value has null in the compiler's map.
        return isGiven(options)
                ? new TreeSet<>(List.of(
                        Objects.requireNonNullElse(options.get(OPTION), "").split(",", -1)))
                : new TreeSet<>();
    }
}
