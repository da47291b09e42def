package dev.rendezvous.index;

import dev.rendezvous.index.declaration.BackendName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes legal indexes from a seed, with everything in them that the format allows. */
final class RandomIndex {

    private static final String NAME_FIRST = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String NAME_REST = NAME_FIRST + "._-";
    private static final List<String> IDENTIFIERS = List.of(
            "com",
            "acme",
            "Backend",
            "Outer$Inner",
            "_",
            "$",
            "Zoë",
            "Ключ",
            "集合",
            "𝒜lpha",
            "x1",
            "A_RendezvousProvider");
    private static final List<String> TEXTS = List.of(
            "Meets",
            "in",
            "a",
            "shared",
            "--",
            "-",
            "#rendezvous:1",
            "name=x",
            "=",
            "#",
            "\"",
            "\\",
            "é",
            "集合",
            "🚀",
            "\u00a0",
            "\u3000",
            "\u202e",
            "e\u0301",
            ",",
            "",
            "com.acme.A");
    private static final List<String> VALUES =
            List.of("", "1", "a=b", "--", "#", "é", "🚀", "x,y", "\u00a0", "com.acme.A", "/etc/x");

    private final Random random;

    RandomIndex(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    /** Entries with distinct provider classes, in random order; each has a record. */
    List<IndexEntry> entriesWithRecords() {
        Map<String, IndexEntry> entries = new LinkedHashMap<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String provider = className();
            entries.put(provider, new IndexEntry(provider, Optional.of(record())));
        }
        return new ArrayList<>(entries.values());
    }

    /** Entries with distinct provider classes, in random order; some have no record. */
    List<IndexEntry> entries() {
        List<IndexEntry> entries = entriesWithRecords();
        entries.replaceAll(
                entry -> random.nextInt(4) == 0 ? new IndexEntry(entry.providerClass(), Optional.empty()) : entry);
        return entries;
    }

    IndexRecord record() {
        Set<String> names = new LinkedHashSet<>();
        int count = 1 + random.nextInt(4);
        while (names.size() < count) {
            names.add(name());
        }
        List<String> all = List.copyOf(names);
        return new IndexRecord(all.get(0), all.subList(1, all.size()), className(), description(), extras());
    }

    String className() {
        StringBuilder name = new StringBuilder(oneOf(IDENTIFIERS));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            name.append('.').append(oneOf(IDENTIFIERS));
        }
        return name.toString();
    }

    String comment() {
        return "#" + (random.nextBoolean() ? " " : "")
                + oneOf(List.of("", "Copyright", "com.acme.A", "rendezvous", "é"));
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String name() {
        StringBuilder name = new StringBuilder().append(NAME_FIRST.charAt(random.nextInt(NAME_FIRST.length())));
        for (int i = random.nextInt(random.nextInt(10) == 0 ? BackendName.MAX_LENGTH : 6); i > 0; i--) {
            name.append(NAME_REST.charAt(random.nextInt(NAME_REST.length())));
        }
        return name.toString();
    }

    private String description() {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            words.add(oneOf(TEXTS));
        }
        return String.join(" ", words).trim();
    }

    private SortedMap<String, String> extras() {
        SortedMap<String, String> extras = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            extras.put(oneOf(List.of("since", "Name", "x", "--", "é", "options")), oneOf(VALUES));
        }
        return extras;
    }
}
