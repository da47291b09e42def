package dev.rendezvous.integration.structure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the circles of a graph: the largest sets of nodes that can all reach each other. */
final class Circles {

    private Circles() {}

    /** {@return one text for each circle, with the arrows that lie in it} */
    static Set<String> in(Map<String, Set<String>> graph) {
        Map<String, Set<String>> reachable = new TreeMap<>();
        graph.keySet().forEach(node -> reachable.put(node, reachable(node, graph)));
        Set<Set<String>> circles = new LinkedHashSet<>();
        reachable.forEach((node, others) -> {
            if (others.contains(node)) {
                circles.add(others.stream()
                        .filter(other -> reachable.getOrDefault(other, Set.of()).contains(node))
                        .collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return circles.stream()
                .map(circle -> arrows(circle, graph))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> reachable(String start, Map<String, Set<String>> graph) {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(graph.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String node = open.pop();
            if (graph.containsKey(node) && found.add(node)) {
                open.addAll(graph.getOrDefault(node, Set.of()));
            }
        }
        return found;
    }

    private static String arrows(Set<String> circle, Map<String, Set<String>> graph) {
        return circle.stream()
                .map(node -> node + " -> "
                        + graph.getOrDefault(node, Set.of()).stream()
                                .filter(circle::contains)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
