package dev.rendezvous.cli.inspect.lock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How one list differs from another.
 *
 * @param <T> what is in them
 * @param added what only the later one has, sorted
 * @param removed what only the earlier one has, sorted
 * @param changed what has the same key in both and is not the same, sorted by key
 */
public record Differences<T extends Comparable<T>>(List<T> added, List<T> removed, List<Changed<T>> changed) {

    /** Copies the lists. */
    public Differences {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /**
     * Something that is not what it was.
     *
     * @param <T> what it is
     * @param before what it was
     * @param after what it is now
     */
    public record Changed<T>(T before, T after) {}

    /** {@return whether the lists are the same} */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** A key that several have, as a name in conflict, is paired in their order, once what is the same is taken out. */
    static <T extends Comparable<T>> Differences<T> between(
            Collection<T> before, Collection<T> after, Function<T, String> key) {
        SortedMap<String, NavigableSet<T>> gone = byKeyWithout(before, after, key);
        SortedMap<String, NavigableSet<T>> came = byKeyWithout(after, before, key);
        List<Changed<T>> changed = new ArrayList<>();
        gone.forEach((name, olds) -> {
            NavigableSet<T> news = came.getOrDefault(name, new TreeSet<>());
            while (!olds.isEmpty() && !news.isEmpty()) {
                changed.add(new Changed<>(
                        Objects.requireNonNull(olds.pollFirst()), Objects.requireNonNull(news.pollFirst())));
            }
        });
        return new Differences<>(all(came), all(gone), changed);
    }

    private static <T extends Comparable<T>> SortedMap<String, NavigableSet<T>> byKeyWithout(
            Collection<T> elements, Collection<T> others, Function<T, String> key) {
        NavigableSet<T> left = new TreeSet<>(elements);
        others.forEach(left::remove);
        SortedMap<String, NavigableSet<T>> byKey = new TreeMap<>();
        left.forEach(element -> byKey.computeIfAbsent(key.apply(element), name -> new TreeSet<>())
                .add(element));
        return byKey;
    }

    private static <T> List<T> all(SortedMap<String, NavigableSet<T>> byKey) {
        return byKey.values().stream().flatMap(NavigableSet::stream).toList();
    }
}
