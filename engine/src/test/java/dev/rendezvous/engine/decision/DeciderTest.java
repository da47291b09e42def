package dev.rendezvous.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Closed.Kind;
import dev.rendezvous.engine.cell.Closed.Why;
import dev.rendezvous.engine.cell.LateJoiners;
import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal.Cause;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.decision.Verdict.Summary;
import org.junit.jupiter.api.Test;

class DeciderTest {

    @Test
    void firstRoundWaitsUntilEnoughNodesAreThere() {
        assertThat(new Scene().node(1, 0).decision()).isInstanceOf(Decision.Nothing.class);
    }

    @Test
    void firstRoundTakesNodesUpToTheMaximum() {
        Decision.Ready ready = (Decision.Ready)
                new Scene().node(4, 0).node(2, 0).node(9, 0).node(7, 0).decision();

        assertThat(ready.full()).isTrue();
        assertThat(ready.seal().number()).isEqualTo(1);
        assertThat(ready.seal().cause()).isEqualTo(Cause.START);
        assertThat(ready.seal().members().list()).containsExactly(2L, 4L, 7L);
    }

    @Test
    void roundIsKeptWhileAMemberIsIn() {
        Scene scene = new Scene()
                .lastRound(1L, 2L)
                .turn(Way.REFORM)
                .node(1, 7)
                .node(2, 6)
                .node(3, 0);

        assertThat(scene.decision()).isInstanceOf(Decision.Nothing.class);
        assertThat(scene.verdict().stragglers()).extracting(MemberEntry::order).containsExactly(2L);
    }

    @Test
    void brokenRoundTurnsBeforeItIsTold() {
        Verdict verdict = new Scene().lastRound(1L, 2L).node(1, 0).verdict();

        assertThat(verdict.decision()).isEqualTo(new Decision.Reform(Scene.ROUND, Scene.TOKEN));
        assertThat(verdict.summary().broken()).isFalse();
    }

    @Test
    void turnedRoundIsToldAsBroken() {
        Verdict verdict = new Scene()
                .lastRound(1L, 2L)
                .turn(Way.REFORM)
                .node(1, 7)
                .node(5, 0)
                .node(2, 0)
                .verdict();

        assertThat(verdict.summary()).isEqualTo(new Summary(7, 100, 2, true, Full.NO));
    }

    @Test
    void lostMemberCausesTheNextRound() {
        Decision.Ready ready = (Decision.Ready) new Scene()
                .lastRound(1L, 2L)
                .turn(Way.REFORM)
                .node(1, 7)
                .node(5, 0)
                .decision();

        assertThat(ready.seal().cause()).isEqualTo(Cause.LOST);
        assertThat(ready.seal().failures()).isEqualTo(2);
        assertThat(ready.seal().changes()).isEqualTo(4);
    }

    @Test
    void memberThatLeftIsNotCalledLost() {
        Scene scene = new Scene()
                .lastRound(1L, 2L)
                .turn(Way.REFORM)
                .left(2, false)
                .node(1, 7)
                .node(5, 0);

        assertThat(((Decision.Ready) scene.decision()).seal().cause()).isEqualTo(Cause.LEFT);
    }

    @Test
    void failedRoundCountsOnceHoweverManyFailed() {
        Scene scene = new Scene()
                .lastRound(1L, 2L)
                .turn(Way.REFORM)
                .failed(1, 50, true)
                .failed(2, 40, true);

        Decision.Ready ready = (Decision.Ready) scene.node(1, 7).node(2, 7).decision();

        assertThat(ready.seal().cause()).isEqualTo(Cause.FAILED);
        assertThat(ready.seal().failures()).isEqualTo(3);
        assertThat(ready.seal().changes()).isEqualTo(3);
    }

    @Test
    void failureBeyondTheBudgetClosesTheRun() {
        RunSettings two = Scene.with(2, 3, 2, LateJoiners.RESTART);
        Scene scene = new Scene().settings(two).lastRound(1L, 2L).node(1, 0).node(2, 0);

        Closed closed = close(scene.failed(1, 50, true).failed(2, 40, true));

        assertThat(closed.why()).isEqualTo(Why.FAILED);
        assertThat(closed.code()).isEqualTo(9);
        assertThat(closed.token()).isEqualTo(Scene.TOKEN);
        assertThat(closed.root().orElseThrow().node()).isEqualTo("node2");
        assertThat(closed.root().orElseThrow().rank()).isEqualTo(5);
    }

    @Test
    void fatalFailureClosesWhileOthersWork() {
        Scene scene = new Scene().lastRound(1L, 2L).node(1, 0).node(2, 0).failed(1, 50, false);

        assertThat(close(scene).root().orElseThrow().kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void runIsFinishedWhenAllMembersAre() {
        Scene scene = new Scene().lastRound(1L, 2L).turn(Way.ENDING).node(1, 0);

        assertThat(close(scene.finished(1, 0, 2).finished(2, 1, 2)).why()).isEqualTo(Why.FINISHED);
    }

    @Test
    void endingRoundIsNeverReformed() {
        Scene scene = new Scene()
                .lastRound(1L, 2L)
                .turn(Way.ENDING)
                .finished(1, 0, 2)
                .node(2, 0)
                .node(9, 0);

        assertThat(scene.decision()).isInstanceOf(Decision.Nothing.class);
        assertThat(scene.verdict().summary()).isEqualTo(new Summary(7, 100, 0, false, Full.ENDING));
    }

    @Test
    void memberLostWhileEndingFailsTheRun() {
        Closed closed = close(new Scene().lastRound(1L, 2L).turn(Way.ENDING).finished(1, 0, 2));

        assertThat(closed.code()).isEqualTo(1);
        assertThat(closed.root().orElseThrow().kind()).isEqualTo(Kind.LOST);
        assertThat(closed.message()).isEqualTo("node of rank 1 was lost while the run was ending");
    }

    @Test
    void memberThatRejoinsWhileEndingFailsTheRun() {
        Closed closed = close(
                new Scene().lastRound(1L, 2L).turn(Way.ENDING).finished(1, 0, 2).node(2, 7));

        assertThat(closed.root().orElseThrow().kind()).isEqualTo(Kind.REJOINED);
        assertThat(closed.root().orElseThrow().node()).isEqualTo("node2");
    }

    @Test
    void lateNodeWithRoomTurnsTheRound() {
        assertThat(new Scene()
                        .lastRound(1L, 2L)
                        .node(1, 0)
                        .node(2, 0)
                        .node(3, 0)
                        .decision())
                .isInstanceOf(Decision.Reform.class);
    }

    @Test
    void lateNodeWaitsWhereTheSettingsSaySo() {
        RunSettings wait = Scene.with(2, 3, RunSettings.UNLIMITED, LateJoiners.WAIT);
        Verdict verdict = new Scene()
                .settings(wait)
                .lastRound(1L, 2L)
                .node(1, 0)
                .node(2, 0)
                .node(3, 0)
                .verdict();

        assertThat(verdict.decision()).isInstanceOf(Decision.Nothing.class);
        assertThat(verdict.summary().full()).isEqualTo(Full.WAIT);
        assertThat(verdict.summary().waiting()).isZero();
    }

    @Test
    void spareOfAFullRoundDoesNotCount() {
        Verdict verdict = new Scene()
                .lastRound(1L, 2L, 3L)
                .node(1, 0)
                .node(2, 0)
                .node(3, 0)
                .node(4, 0)
                .verdict();

        assertThat(verdict.summary()).isEqualTo(new Summary(7, 100, 0, false, Full.MAX));
    }

    @Test
    void drainBreaksTheRoundOnlyIfEnoughStay() {
        Scene alone = new Scene().lastRound(1L, 2L).node(1, 0).draining(2);

        assertThat(alone.decision()).isInstanceOf(Decision.Nothing.class);
        assertThat(alone.node(3, 0).decision()).isInstanceOf(Decision.Reform.class);
    }

    @Test
    void nodeWithOtherSettingsIsNotLetIn() {
        Scene scene = new Scene().node(1, 0).node(2, 0, "odd", RunSettings.of(2, 9), false, Seen.NOTHING);

        assertThat(scene.decision()).isInstanceOf(Decision.Nothing.class);
    }

    @Test
    void memberWithAnUnreadableCellIsPresent() {
        Scene scene = new Scene()
                .lastRound(1L, 2L)
                .turn(Way.REFORM)
                .node(1, 7)
                .unreadable(2)
                .node(3, 0);

        assertThat(scene.decision()).isInstanceOf(Decision.Nothing.class);
    }

    @Test
    void recordsOfOlderRoundsAreDiscardedFirst() {
        Scene scene = new Scene().lastRound(1L, 2L).record(60, 1, 61, new PartRecord.Finished(6, 0, 2, "node1"));

        assertThat(scene.decision()).isEqualTo(new Decision.Discard(60));
    }

    @Test
    void forgottenRunGoesOnFromTheHighestNumbers() {
        RunSettings run = RunSettings.of(2, 3);
        Scene scene = new Scene()
                .node(1, 4, "a", run, false, new Seen(4, 1, 9))
                .node(2, 6, "b", run, false, new Seen(5, 2, 3));

        Decision.Ready ready = (Decision.Ready) scene.decision();

        assertThat(ready.hold()).isTrue();
        assertThat(ready.seal().number()).isEqualTo(7);
        assertThat(ready.seal().failures()).isEqualTo(2);
        assertThat(ready.seal().changes()).isEqualTo(10);
    }

    @Test
    void forgottenEndIsFinishedByItsRecords() {
        Scene scene = new Scene().turn(Way.ENDING).finished(1, 0, 2).finished(2, 1, 2);

        assertThat(((Decision.Close) scene.decision()).hold()).isFalse();
        assertThat(close(scene).why()).isEqualTo(Why.FINISHED);
    }

    @Test
    void forgottenEndWithoutRecordsFailsAfterTheHold() {
        Scene scene = new Scene().turn(Way.ENDING).finished(1, 0, 2).node(8, 0).node(9, 0);

        assertThat(((Decision.Close) scene.decision()).hold()).isTrue();
        assertThat(close(scene).message()).isEqualTo("the service lost its memory while the run was ending");
    }

    private static Closed close(Scene scene) {
        return ((Decision.Close) scene.decision()).closed();
    }
}
