package dev.rendezvous.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalOrderTest {

    @ParameterizedTest
    @CsvSource({"host-9, host-10", "host-2, host-2a", "a1b2, a1b10", "host-007, host-8", "'', a", "10.0.0.2, 10.0.0.10"
    })
    void smallerNumberComesFirst(String first, String second) {
        assertThat(NaturalOrder.INSTANCE.compare(first, second)).isNegative();
        assertThat(NaturalOrder.INSTANCE.compare(second, first)).isPositive();
    }

    @Test
    void equalNumbersAreOrderedByTheirText() {
        assertThat(NaturalOrder.INSTANCE.compare("host-1", "host-01")).isNotZero();
        assertThat(NaturalOrder.INSTANCE.compare("host-1", "host-1")).isZero();
    }

    @Test
    void orderDoesNotDependOnTheSequenceBefore() {
        List<String> names = List.of("n1", "n2", "n10", "n010", "n11", "x", "n", "10", "9");
        List<String> sorted = names.stream().sorted(NaturalOrder.INSTANCE).toList();
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(shuffled.stream().sorted(NaturalOrder.INSTANCE).toList()).isEqualTo(sorted);
    }
}
