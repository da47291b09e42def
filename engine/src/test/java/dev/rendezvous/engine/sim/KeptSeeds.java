package dev.rendezvous.engine.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The seeds in {@code kept-seeds.txt}, which are run first. */
final class KeptSeeds {

    private static final String FILE = "kept-seeds.txt";

    private KeptSeeds() {}

    /** {@return the seeds, by the name of the kind of schedules} */
    static Map<String, List<Long>> byKind() {
        Map<String, List<Long>> byKind = new LinkedHashMap<>();
        for (String line : text().split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.lastIndexOf(':');
                byKind.computeIfAbsent(line.substring(0, colon).strip(), kind -> new ArrayList<>())
                        .add(Long.valueOf(line.substring(colon + 1).strip()));
            }
        }
        return byKind;
    }

    /** {@return what to do with a seed that failed} */
    static String advice(String kind, long seed) {
        return "\nkeep this schedule: add the line \"" + kind + ": " + seed + "\" to " + FILE;
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(KeptSeeds.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
