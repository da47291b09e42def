package dev.rendezvous.cli.inspect.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    @Test
    void sameInAnyOrderIsNoDifference() {
        assertThat(between(List.of("a1", "b1"), List.of("b1", "a1")).isEmpty()).isTrue();
    }

    @Test
    void itemOnOneSideIsAddedOrRemoved() {
        assertThat(between(List.of("a1", "c1"), List.of("b1", "a1", "d1")))
                .isEqualTo(new Differences<>(List.of("b1", "d1"), List.of("c1"), List.of()));
    }

    @Test
    void itemOnBothSidesIsChanged() {
        assertThat(between(List.of("a1"), List.of("a2")))
                .isEqualTo(new Differences<>(List.of(), List.of(), List.of(new Differences.Changed<>("a1", "a2"))));
    }

    @Test
    void equalItemsWithOneKeyAreRemovedFirst() {
        assertThat(between(List.of("a1", "a3"), List.of("a1", "a2", "a4")))
                .isEqualTo(new Differences<>(List.of("a4"), List.of(), List.of(new Differences.Changed<>("a3", "a2"))));
    }

    private static Differences<String> between(List<String> before, List<String> after) {
        return Differences.between(before, after, element -> element.substring(0, 1));
    }
}
