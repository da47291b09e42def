package dev.rendezvous.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.decision.RankBy.Policy;
import org.junit.jupiter.api.Test;

class RanksTest {

    private static Scene hosts() {
        return new Scene().at(1, 0, "host-10").at(2, 0, "host-9").at(3, 0, "host-1");
    }

    @Test
    void naturalOrdersByHostNumber() {
        assertThat(hosts().rankBy(new RankBy(Policy.NATURAL, "")).sealed()).containsExactly(3L, 2L, 1L);
    }

    @Test
    void joinOrdersByOrder() {
        assertThat(hosts().rankBy(new RankBy(Policy.JOIN, "")).sealed()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void firstStickyRoundIsNatural() {
        assertThat(hosts().rankBy(RankBy.STICKY).sealed()).containsExactly(3L, 2L, 1L);
    }

    @Test
    void labelOrdersNodesWithoutItLast() {
        assertThat(hosts().rankBy(new RankBy(Policy.LABEL, "zone")).sealed()).containsExactly(3L, 2L, 1L);
        assertThat(hosts().rankBy(new RankBy(Policy.LABEL, "none")).sealed()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void idOrdersByTheIdOfTheNode() {
        assertThat(hosts().rankBy(new RankBy(Policy.ID, "")).sealed()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void idOrdersByTheNumbersInIt() {
        Scene scene = new Scene().node(10, 0).node(9, 0).node(2, 0);

        assertThat(scene.rankBy(new RankBy(Policy.ID, "")).sealed()).containsExactly(2L, 9L, 10L);
    }

    @Test
    void survivorKeepsItsRank() {
        Scene scene = new Scene().rankBy(RankBy.STICKY).lastRound(5L, 6L, 7L).turn(Way.REFORM);

        assertThat(scene.node(7, 7).node(5, 7).node(9, 0).sealed()).containsExactly(5L, 9L, 7L);
    }

    @Test
    void survivorBeyondTheEndFillsTheFirstHole() {
        Scene scene = new Scene()
                .settings(RunSettings.of(2, 2))
                .rankBy(RankBy.STICKY)
                .lastRound(5L, 6L, 7L)
                .turn(Way.REFORM);

        assertThat(scene.node(7, 7).node(6, 7).sealed()).containsExactly(7L, 6L);
    }
}
