package dev.rendezvous.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No type and no package of the main code can reach itself over others, and no package is too large to hold in mind. */
class CirclesIT {

    /** A type may name the types that it makes behind its own interface. */
    private static final Map<String, Set<String>> EXCEPTIONS =
            Map.of("dev.rendezvous.Store", Set.of("dev.rendezvous.InMemoryStore", "dev.rendezvous.PrefixedStore"));

    private static final int MAX_FILES_OF_A_PACKAGE = 35;

    /** Modules whose circles are not removed yet. */
    private static final List<String> NOT_YET_CLEAN = List.of();

    private static final List<SourceFile> SOURCES = new ArrayList<>();
    private static final Map<String, Set<String>> TYPES = new TreeMap<>();

    @BeforeAll
    static void parse() throws Exception {
        SourceTree tree = SourceTree.ofTheBuild();
        List<String> modules = new ArrayList<>(tree.modules());
        modules.removeAll(NOT_YET_CLEAN);
        SOURCES.addAll(
                tree.parseAll(modules).stream().filter(SourceFile::isType).toList());
        Set<String> known = SOURCES.stream().map(SourceFile::type).collect(Collectors.toSet());
        for (SourceFile source : SOURCES) {
            Set<String> named = NamedTypes.in(source, known);
            named.removeAll(EXCEPTIONS.getOrDefault(source.type(), Set.of()));
            TYPES.put(source.type(), named);
        }
    }

    @Test
    void typesHaveNoCircles() {
        assertThat(Circles.in(TYPES)).isEmpty();
    }

    @Test
    void packagesHaveNoCircles() {
        Map<String, Set<String>> packages = new TreeMap<>();
        TYPES.forEach((type, named) -> {
            Set<String> others = packages.computeIfAbsent(packageOf(type), name -> new TreeSet<>());
            named.stream().map(CirclesIT::packageOf).forEach(others::add);
            others.remove(packageOf(type));
        });
        assertThat(packages).isNotEmpty();
        assertThat(Circles.in(packages)).isEmpty();
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> sizes = SOURCES.stream()
                .collect(Collectors.groupingBy(SourceFile::packageName, TreeMap::new, Collectors.counting()));

        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(MAX_FILES_OF_A_PACKAGE));
    }

    @Test
    void circleIsFoundWithItsArrowsOnly() {
        Map<String, Set<String>> graph = Map.of(
                "a", Set.of("b"),
                "b", Set.of("c", "d"),
                "c", Set.of("a"),
                "d", Set.of(),
                "e", Set.of("a"));

        assertThat(Circles.in(graph)).containsExactly("\na -> b\nb -> c\nc -> a\n");
    }

    /** The class file of the first has no trace of the second, since javac copied its constants. */
    @Test
    void typeWithReadConstantsIsAnArrow() {
        assertThat(TYPES.get("dev.rendezvous.benchmarks.registry.Finders"))
                .contains("dev.rendezvous.benchmarks.registry.Rivals");
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }
}
