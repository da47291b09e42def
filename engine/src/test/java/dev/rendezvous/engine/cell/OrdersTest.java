package dev.rendezvous.engine.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

    private static Orders parsed(String text, int expected) {
        FieldReader reader = FieldReader.of("r/seal", "rdzv/1 members=" + text);
        return Orders.parse(reader, "members", expected);
    }

    @Test
    void orderOfRunHasRankOfItsPlace() {
        Orders orders = parsed("17+3,-10,+2", 6);

        assertThat(orders.rankOf(17)).isZero();
        assertThat(orders.rankOf(20)).isEqualTo(3);
        assertThat(orders.rankOf(12)).isEqualTo(5);
        assertThat(orders.rankOf(11)).isEqualTo(-1);
    }

    @Test
    void exampleOfTheFormatKeepsItsRanks() {
        assertThat(Orders.of(List.of(17L, 18L, 19L, 3L, 8L, 9L)).text()).isEqualTo("17+2,-16,+5+1");
        assertThat(parsed("17+2,-16,+5+1", 6).list()).containsExactly(17L, 18L, 19L, 3L, 8L, 9L);
    }

    @Test
    void fourThousandInJoinOrderTakeTenCharacters() {
        Orders orders = Orders.of(LongStream.rangeClosed(17, 4016).boxed().toList());

        assertThat(orders.text()).isEqualTo("17+3999");
        assertThat(parsed(orders.text(), 4000)).isEqualTo(orders);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shuffledOrdersComeBackAsTheyWere(int seed) {
        Random random = new Random(seed);
        List<Long> orders = new ArrayList<>(LongStream.generate(() -> 1 + random.nextLong(1L << (10 + seed * 6)))
                .distinct()
                .limit(200)
                .boxed()
                .toList());
        Collections.shuffle(orders, random);

        assertThat(parsed(Orders.of(orders).text(), 200).list())
                .as("seed %d", seed)
                .isEqualTo(orders);
    }

    @ParameterizedTest
    @CsvSource({"1+99999,3", "5;-4;-1,3", "1;+0,2", "x,1", "1+0,1", "1+,1", "9223372036854775807;+1,2", "'',1", "1;,2"})
    void damagedListIsRefusedBeforeItIsExpanded(String text, int expected) {
        assertThatThrownBy(() -> parsed(text.replace(';', ','), expected))
                .isInstanceOf(CellFormatException.class)
                .hasMessageStartingWith("the value of key r/seal cannot be read: field members: expected");
    }
}
