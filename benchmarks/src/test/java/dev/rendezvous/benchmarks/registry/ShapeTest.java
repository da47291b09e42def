package dev.rendezvous.benchmarks.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void jarsWithBackendsAreSpreadEvenly() {
        Shape shape = new Shape(300, 5, 10, 1, 1, false);

        assertThat(IntStream.range(0, 300).filter(shape::isIndexed)).containsExactly(59, 119, 179, 239, 299);
        assertThat(shape.total()).isEqualTo(50);
    }

    @Test
    void everyJarHasBackendsIfAllMust() {
        Shape shape = new Shape(7, 7, 2, 1, 1, false);

        assertThat(IntStream.range(0, 7).filter(shape::isIndexed)).hasSize(7);
    }
}
