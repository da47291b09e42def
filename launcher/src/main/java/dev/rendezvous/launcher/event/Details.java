package dev.rendezvous.launcher.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of an event besides its name, time and place, in order. */
public final class Details {

    private final Map<String, Object> pairs = new LinkedHashMap<>();

    private Details() {}

    /**
     * {@return details with one entry}
     *
     * @param key its name
     * @param value a text, number or truth value
     */
    public static Details of(String key, Object value) {
        return new Details().and(key, value);
    }

    static Details none() {
        return new Details();
    }

    /**
     * {@return these details, with one entry more}
     *
     * @param key its name
     * @param value a text, number or truth value
     */
    public Details and(String key, Object value) {
        pairs.put(key, value);
        return this;
    }

    Map<String, Object> pairs() {
        return pairs;
    }
}
