package dev.rendezvous.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Closed.Why;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.Seal.Cause;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.cell.TurnCell;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Problem;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final Entry LEADER = Driver.status(Driver.RUN, 0, 0, false, Full.NO);

    private final Driver node = new Driver();

    private static Entry sealed(long token, Long... members) {
        Seal seal = new Seal(1, Orders.of(List.of(members)), Driver.RUN, 0, 0, Cause.START, "leader", Optional.empty());
        return new Entry("r/seal", seal.line(), token, 3);
    }

    private static Entry member(String id, long order, long done, String nonce) {
        MemberCell cell =
                new MemberCell(nonce, 1, done, Driver.RUN, false, Seen.NOTHING, "host-" + id, "", 8, Map.of());
        return new Entry("m/" + id, cell.line(), order, order);
    }

    private Driver inRound() {
        return node.joined(sealed(20, 11L, 10L), Driver.status(Driver.RUN, 1, 20, false, Full.NO));
    }

    @Test
    void joiningNodeTakesALeaseWatchesAndPuts() {
        node.event(new Event.Join());
        assertThat(node.last()).isInstanceOf(Operation.Grant.class);
        node.answer(new Answer.Granted(Driver.TTL));
        assertThat(node.last()).isEqualTo(new Operation.Watch("r/"));
        node.answer(new Answer.Done());

        Operation.PutThenList both = (Operation.PutThenList) node.last();
        assertThat(both.put().key()).isEqualTo("m/me");
        assertThat(both.put().precondition()).isEqualTo(Precondition.absent());
        assertThat(both.prefix()).isEqualTo("r/");
    }

    @Test
    void unansweredPutIsRepeatedWithTheSamePrecondition() {
        node.event(new Event.Join()).answer(new Answer.Granted(Driver.TTL)).answer(new Answer.Done());
        Operation first = node.last();
        node.silence();
        assertThat(node.last()).isSameAs(first);
        node.pass(Timing.SECOND / 4);

        assertThat(node.last()).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void memberEntersARoundWithRankAndToken() {
        Outcome outcome = inRound().replies().get(0).outcome();

        Outcome.Entered entered = (Outcome.Entered) outcome;
        assertThat(entered.round().rank()).isEqualTo(1);
        assertThat(entered.round().token()).isEqualTo(20);
        assertThat(entered.round().size()).isEqualTo(2);
    }

    @Test
    void roundKnownAsBrokenIsNotEntered() {
        node.joined(sealed(20, 11L, 10L), Driver.status(Driver.RUN, 1, 20, true, Full.NO));

        assertThat(node.replies()).isEmpty();
        Operation.PutThenList done = (Operation.PutThenList) node.last();
        assertThat(MemberCell.read("m/me", done.put().value()).done()).isEqualTo(1);
    }

    @Test
    void nodeWithOtherSettingsLeavesNamingBoth() {
        node.joined(Driver.status(RunSettings.of(2, 9), 0, 0, false, Full.NO)).answer(new Answer.Done());

        assertThat(node.last()).isInstanceOf(Operation.Revoke.class);
        assertThat(node.failure().problem()).isEqualTo(Problem.STATE);
        assertThat(node.failure().message())
                .isEqualTo("this node asks for min 2, max 4, but node leader leads the run with min 2, max 9; "
                        + "use the same settings on all nodes, or another run id");
    }

    @Test
    void unreadableCellEndsTheJoinWithItsKey() {
        node.joined(new Entry("r/seal", "rdzv/2 new=1", 5, 5)).answer(new Answer.Done());

        assertThat(node.failure().problem()).isEqualTo(Problem.STATE);
        assertThat(node.failure().message()).contains("r/seal", "rdzv/2", "rdzv/1");
    }

    @Test
    void refusedLoginEndsTheJoinWithItsCause() {
        RuntimeException refused = new IllegalArgumentException("wrong password");
        node.event(new Event.Join()).answer(new Answer.Refused(refused));

        assertThat(node.failure().problem()).isEqualTo(Problem.REFUSED);
        assertThat(node.failure().cause()).containsSame(refused);
    }

    @Test
    void idTakenOverByAnotherProcessIsTold() {
        node.joined(LEADER).pass(11 * Timing.SECOND);
        while (!(node.last() instanceof Operation.Get)) {
            node.pass(Timing.SECOND);
            if (node.last() instanceof Operation.ListBelow) {
                node.listed(LEADER);
            }
        }
        node.answer(new Answer.Found(Optional.of(member("me", 30, 0, "nonce-other"))));
        node.answer(new Answer.Done());

        assertThat(node.failure().problem()).isEqualTo(Problem.STATE);
        assertThat(node.failure().message()).startsWith("the node id me was taken over by host-me (pid 8)");
    }

    @Test
    void deadlineWithoutContactIsAConnectionProblem() {
        node.event(new Event.Join());
        for (int i = 0; i < 700 && node.replies().isEmpty(); i++) {
            node.silence().pass(Timing.SECOND);
        }

        assertThat(node.failure().problem()).isEqualTo(Problem.CONNECTION);
        assertThat(node.failure().message()).contains("did not answer", "no answer");
    }

    @Test
    void leavePutsARecordAndRevokesTheLease() {
        inRound().event(new Event.Leave());
        assertThat(((Operation.Put) node.last()).key()).isEqualTo("e/20/m/10");
        node.wrote(30, 30);
        assertThat(node.last()).isInstanceOf(Operation.Revoke.class);
        node.answer(new Answer.Done());

        assertThat(node.replies()).contains(new Reply(Call.LEAVE, new Outcome.Done(true)));
    }

    @Test
    void leaveEndsAfterThreeTriesWithoutAnAnswer() {
        node.joined(LEADER).event(new Event.Leave());
        node.silence()
                .pass(Timing.SECOND / 2)
                .silence()
                .pass(Timing.SECOND)
                .silence()
                .pass(Timing.SECOND);

        assertThat(node.replies()).contains(new Reply(Call.LEAVE, new Outcome.Done(true)));
    }

    @Test
    void finishTurnsTheRoundThenPutsItsRecord() {
        inRound().event(new Event.Finish());
        assertThat(((Operation.Put) node.last()).key()).isEqualTo("e/20/turn");
        node.wrote(30, 30);
        assertThat(((Operation.Put) node.last()).key()).isEqualTo("e/20/m/10");
        assertThat(node.knowledge().finished()).isFalse();
        node.wrote(31, 31);

        assertThat(node.replies()).contains(new Reply(Call.FINISH, new Outcome.Done(true)));
        assertThat(node.knowledge().finished()).isTrue();
    }

    @Test
    void finishIsRefusedWhenTheRoundIsReformed() {
        Entry turn = new Entry("e/20/turn", new TurnCell(Way.REFORM, 1).line(), 30, 30);
        inRound().event(new Event.Finish());
        node.answer(new Answer.Written(new WriteOutcome.Conflict(Optional.of(turn))));

        assertThat(node.replies()).contains(new Reply(Call.FINISH, new Outcome.Done(false)));
    }

    @Test
    void finishWithoutAnAnswerFailsAndIsRetried() {
        inRound().event(new Event.Finish());
        for (int i = 0; i < 40 && node.replies().size() < 2; i++) {
            node.silence().pass(Timing.SECOND);
        }
        assertThat(node.failure().problem()).isEqualTo(Problem.CONNECTION);

        node.pass(5 * Timing.SECOND).wrote(30, 30).wrote(31, 31);
        assertThat(node.knowledge().finished()).isTrue();
    }

    @Test
    void secondFailureOfARoundWritesNothing() {
        Event failed = new Event.Fail(3, 9, "out of memory", true);
        inRound().event(failed).wrote(30, 30);
        int before = node.sentCount();
        node.event(failed);

        assertThat(node.sentCount()).isEqualTo(before);
        assertThat(node.replies())
                .filteredOn(reply -> reply.call() == Call.FAIL)
                .hasSize(2);
    }

    @Test
    void nodeThatWaitsLeavesGracefullyWhenItDrains() {
        node.joined(LEADER).event(new Event.Drain()).answer(new Answer.Done());

        assertThat(node.replies()).extracting(Reply::call).containsExactlyInAnyOrder(Call.DRAIN, Call.JOIN);
        Outcome joined = node.replies().stream()
                .filter(reply -> reply.call() == Call.JOIN)
                .findFirst()
                .orElseThrow()
                .outcome();
        assertThat(((Outcome.Failed) joined).problem()).isEqualTo(Problem.GRACEFUL_EXIT);
    }

    @Test
    void strangerToTheRoundClosesItWithoutLease() {
        Closed closed = new Closed(Why.STOPPED, 75, "closed by me", "me", Optional.empty(), 0);
        node.event(new Event.CloseRun(closed));
        assertThat(node.last()).isEqualTo(new Operation.ListBelow("r/"));
        node.listed(sealed(20, 11L));

        Operation.Put put = (Operation.Put) node.last();
        assertThat(put.precondition()).isEqualTo(Precondition.version(20));
        assertThat(put.lease()).isZero();
        Seal written = Seal.read("r/seal", put.value());
        assertThat(written.closed().orElseThrow().token()).isEqualTo(20);
        node.wrote(21, 3).listed(new Entry("r/seal", put.value(), 21, 3));
        assertThat(node.replies()).containsExactly(new Reply(Call.CLOSE, new Outcome.Done(true)));
    }

    @Test
    void recordOfAnOpenRunStays() {
        node.event(new Event.Forget()).answer(new Answer.Found(Optional.of(sealed(20, 11L))));

        assertThat(node.replies()).containsExactly(new Reply(Call.FORGET, new Outcome.Done(false)));
        assertThat(node.sentCount()).isEqualTo(1);
    }

    @Test
    void forgottenRoundTellsTheProgramToJoinAgain() {
        inRound();
        assertThat(node.knowledge().waiting()).isZero();
        node.event(new Event.Hint("r/")).listed();

        assertThat(node.knowledge().waiting()).isEqualTo(1);
    }
}
