package dev.rendezvous.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentTest {

    private static final Round ROUND = new Round(1, 0, 2, 0);

    private final Agent agent = new Agent(rules(2, false, false));
    private State state = State.initial();

    private static Rules rules(int maxRestarts, boolean countsAlone, boolean lateOk) {
        return new Rules(
                2,
                maxRestarts,
                countsAlone,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), () -> 1),
                code -> code == 126,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                lateOk,
                HealthRule.none());
    }

    /** Two checks may fail. */
    private static Agent checked() {
        Rules rules = rules(0, false, false);
        return new Agent(new Rules(
                rules.workers(),
                rules.maxRestarts(),
                rules.countsAlone(),
                rules.backoff(),
                rules.isFinal(),
                rules.stopTimeout(),
                rules.killTimeout(),
                rules.exitTimeout(),
                rules.lateOk(),
                new HealthRule(true, 1, Duration.ofMinutes(1))));
    }

    private List<Action> on(Event event) {
        return on(agent, event);
    }

    private List<Action> on(Agent one, Event event) {
        Step step = one.step(state, event);
        state = step.state();
        return step.actions();
    }

    private void run(Agent one, Round round) {
        on(one, new Event.Begin());
        on(one, new Event.Joined(round));
        on(one, new Event.Arranged(round.number()));
    }

    private static Event ended(int local, int code) {
        return new Event.WorkerEnded(1, local, code, "");
    }

    @Test
    void workersStartAfterTheRanksAreKnown() {
        assertThat(on(new Event.Begin())).containsExactly(new Action.Join());
        assertThat(on(new Event.Joined(ROUND))).containsExactly(new Action.Arrange(ROUND));
        assertThat(on(new Event.Arranged(1)))
                .containsExactly(new Action.StartWorkers(ROUND), new Action.Set(Timer.CALM, Duration.ofSeconds(40)));
    }

    @Test
    void failureIsToldBeforeTheOtherWorkersStop() {
        run(agent, ROUND);

        WorkerFailure failure = new WorkerFailure(1, 7, "", true);
        assertThat(on(ended(1, 7)))
                .containsExactly(
                        new Action.Say(new News.Failed(failure)),
                        new Action.Fail(failure),
                        new Action.StopWorkers(),
                        new Action.Set(Timer.STOP, Duration.ofSeconds(30)));
    }

    @Test
    void secondFailureOfARoundIsNotTold() {
        run(agent, ROUND);
        on(ended(1, 7));

        assertThat(on(ended(0, 8))).doesNotHaveAnyElementsOfTypes(Action.Fail.class);
        assertThat(state.phase()).isEqualTo(Phase.PAUSING);
    }

    @Test
    void pauseGrowsWithTheFailuresOfTheRun() {
        Agent restarting = new Agent(rules(9, false, false));
        run(restarting, new Round(1, 0, 2, 2));
        on(restarting, ended(0, 7));

        assertThat(on(restarting, ended(1, 143))).contains(new Action.Set(Timer.PAUSE, Duration.ofSeconds(4)));
    }

    @Test
    void longRoundMakesThePauseShortAgain() {
        Agent restarting = new Agent(rules(9, false, false));
        run(restarting, new Round(1, 0, 2, 2));
        assertThat(on(restarting, new Event.TimeUp(Timer.CALM))).isEmpty();
        on(restarting, ended(0, 7));

        assertThat(on(restarting, ended(1, 143)))
                .contains(new Action.Set(Timer.PAUSE, Duration.ofSeconds(1)), new Action.Forget(Timer.CALM));
    }

    @Test
    void timeThatStoppingTakesIsNotCalm() {
        Agent restarting = new Agent(rules(9, false, false));
        run(restarting, new Round(1, 0, 2, 1));
        on(restarting, ended(0, 7));
        on(restarting, new Event.TimeUp(Timer.CALM));

        assertThat(state.forgiven()).isZero();
    }

    @Test
    void drainIsAnnouncedAndTheWorkersGoOn() {
        run(agent, ROUND);

        assertThat(on(new Event.DrainAsked("USR1")))
                .containsExactly(new Action.Say(new News.Draining("USR1")), new Action.Drain());
        assertThat(state.phase()).isEqualTo(Phase.RUNNING);
        assertThat(on(new Event.DrainAsked("USR1"))).isEmpty();
    }

    @Test
    void drainedNodeLeavesWithTheNextChange() {
        run(agent, ROUND);
        on(new Event.DrainAsked("USR1"));

        assertThat(on(new Event.Changed(1))).contains(new Action.StopWorkers());
        on(ended(0, 143));
        assertThat(on(ended(1, 143))).contains(new Action.End(75)).doesNotContain(new Action.Join());
    }

    @Test
    void failureOfADrainedNodeCounts() {
        Agent restarting = new Agent(rules(1, false, false));
        run(restarting, ROUND);
        on(restarting, new Event.DrainAsked("USR1"));

        assertThat(on(restarting, ended(0, 7))).contains(new Action.Fail(new WorkerFailure(0, 7, "", true)));
        assertThat(on(restarting, ended(1, 143))).contains(new Action.End(75));
    }

    @Test
    void drainedNodeExitsWithItsLastFailure() {
        Agent strict = new Agent(rules(0, false, false));
        run(strict, ROUND);
        on(strict, new Event.DrainAsked("USR1"));
        on(strict, ended(0, 7));

        assertThat(on(strict, ended(1, 143))).contains(new Action.End(7));
    }

    @Test
    void drainedNodeMayFinish() {
        run(agent, ROUND);
        on(new Event.DrainAsked("USR1"));
        on(ended(0, 0));

        assertThat(on(ended(1, 0))).containsExactly(new Action.Finish(ROUND));
        assertThat(on(new Event.RunEnded(new RunEnd(0, true, false)))).contains(new Action.End(0));
    }

    @Test
    void drainedNodeDoesNotDoItsWorkAgain() {
        run(agent, ROUND);
        on(new Event.DrainAsked("USR1"));
        on(ended(0, 0));
        on(ended(1, 0));

        assertThat(on(new Event.FinishAnswered(1, false, false))).contains(new Action.End(75));
    }

    @Test
    void nodeWithoutWorkersLeavesWhenItIsDrained() {
        on(new Event.Begin());

        assertThat(on(new Event.DrainAsked("USR1"))).containsExactly(new Action.End(75));
    }

    @Test
    void firstSignalAfterADrainDoesNotKill() {
        run(agent, ROUND);
        on(new Event.DrainAsked("USR1"));
        on(new Event.Changed(1));

        assertThat(on(new Event.Signalled("TERM", 143))).doesNotContain(new Action.KillWorkers());
        assertThat(on(new Event.Signalled("TERM", 143))).contains(new Action.KillWorkers());
    }

    @Test
    void drainDoesNotReplaceTheEndOfRun() {
        run(agent, ROUND);
        on(new Event.RunEnded(new RunEnd(7, false, false)));
        on(new Event.DrainAsked("USR1"));
        on(ended(0, 143));

        assertThat(on(ended(1, 143))).contains(new Action.End(7));
    }

    @Test
    void codeWithoutRestartIsTold() {
        run(agent, ROUND);

        assertThat(on(ended(0, 126))).contains(new Action.Fail(new WorkerFailure(0, 126, "", false)));
    }

    @Test
    void agentThatCountsAloneClosesTheRun() {
        Agent alone = new Agent(rules(0, true, false));
        run(alone, ROUND);

        assertThat(on(alone, ended(0, 7))).contains(new Action.CloseRun(new WorkerFailure(0, 7, "", true)));
        assertThat(on(alone, ended(1, 143))).contains(new Action.End(7));
    }

    @Test
    void changeJoinsOnlyAfterTheWorkersAreGone() {
        run(agent, ROUND);

        assertThat(on(new Event.Changed(1))).contains(new Action.StopWorkers()).doesNotContain(new Action.Join());
        assertThat(on(ended(0, 143))).isEmpty();
        assertThat(on(ended(1, 143))).contains(new Action.Join());
    }

    @Test
    void changeOfAnOlderRoundIsIgnored() {
        run(agent, new Round(2, 0, 2, 0));

        assertThat(on(new Event.Changed(1))).isEmpty();
    }

    @Test
    void deafWorkersAreKilledAndThenGivenUp() {
        run(agent, ROUND);
        on(new Event.Changed(1));

        assertThat(on(new Event.TimeUp(Timer.STOP))).contains(new Action.KillWorkers());
        assertThat(on(new Event.TimeUp(Timer.KILL))).contains(new Action.Say(new News.Undead(2)), new Action.Join());
    }

    @Test
    void signalDrainsBeforeTheWorkersStop() {
        run(agent, ROUND);

        List<Action> actions = on(new Event.Signalled("INT", 130));
        assertThat(actions.indexOf(new Action.Drain())).isLessThan(actions.indexOf(new Action.StopWorkers()));
        assertThat(on(ended(0, 130))).isEmpty();
        assertThat(on(ended(1, 130))).contains(new Action.End(130));
    }

    @Test
    void secondSignalKills() {
        run(agent, ROUND);
        on(new Event.Signalled("INT", 130));

        assertThat(on(new Event.Signalled("INT", 130))).contains(new Action.KillWorkers());
    }

    @Test
    void signalEndsThePause() {
        run(agent, ROUND);
        on(ended(0, 7));
        on(ended(1, 143));

        assertThat(on(new Event.Signalled("TERM", 143))).contains(new Action.End(143));
    }

    @Test
    void workThatDoesNotCountIsDoneAgain() {
        run(agent, ROUND);
        on(ended(0, 0));
        assertThat(on(ended(1, 0))).containsExactly(new Action.Finish(ROUND));

        assertThat(on(new Event.FinishAnswered(1, false, false))).contains(new Action.Join());
    }

    @Test
    void hostWaitsForOthersWithoutLimit() {
        run(agent, ROUND);
        on(ended(0, 0));
        on(ended(1, 0));

        assertThat(on(new Event.FinishAnswered(1, true, true))).isEmpty();
        assertThat(on(new Event.RunEnded(new RunEnd(0, true, false)))).contains(new Action.End(0));
    }

    @Test
    void slowOthersAreLeftAfterTheExitTimeout() {
        run(agent, ROUND);
        on(ended(0, 0));
        on(ended(1, 0));
        on(new Event.FinishAnswered(1, true, false));

        assertThat(on(new Event.TimeUp(Timer.EXIT))).contains(new Action.End(0));
    }

    @Test
    void endOfTheRunStopsTheWorkersFirst() {
        run(agent, ROUND);

        assertThat(on(new Event.RunEnded(new RunEnd(7, false, false)))).contains(new Action.StopWorkers());
        on(ended(0, 143));
        assertThat(on(ended(1, 143))).contains(new Action.End(7));
    }

    @Test
    void runThatEndedBeforeStartsNothing() {
        on(new Event.Begin());

        assertThat(on(new Event.RunEnded(new RunEnd(0, true, true)))).contains(new Action.End(75));
    }

    @Test
    void lateAgentIsFineIfAllowed() {
        Agent late = new Agent(rules(0, false, true));
        on(late, new Event.Begin());

        assertThat(on(late, new Event.RunEnded(new RunEnd(0, true, true)))).contains(new Action.End(0));
    }

    @Test
    void healthyNodeJoins() {
        Agent agent = checked();
        assertThat(on(agent, new Event.Begin()))
                .containsExactly(new Action.CheckHealth(1), new Action.Set(Timer.CHECK, Duration.ofMinutes(1)));

        assertThat(on(agent, new Event.HealthAnswered(1, true, "")))
                .containsExactly(new Action.Forget(Timer.CHECK), new Action.Join());
    }

    @Test
    void unhealthyNodeTriesAgainAfterAPause() {
        Agent agent = checked();
        on(agent, new Event.Begin());

        assertThat(on(agent, new Event.HealthAnswered(1, false, "exit 1")))
                .contains(new Action.Set(Timer.PAUSE, Duration.ofSeconds(1)));
        assertThat(on(agent, new Event.TimeUp(Timer.PAUSE))).contains(new Action.CheckHealth(2));
        assertThat(on(agent, new Event.HealthAnswered(2, true, ""))).contains(new Action.Join());
    }

    @Test
    void nodeThatStaysUnhealthyNeverJoins() {
        Agent agent = checked();
        on(agent, new Event.Begin());
        on(agent, new Event.HealthAnswered(1, false, "exit 1"));
        on(agent, new Event.TimeUp(Timer.PAUSE));

        assertThat(on(agent, new Event.HealthAnswered(2, false, "exit 1"))).contains(new Action.End(75));
    }

    @Test
    void checkThatHangsIsEndedAndHasFailed() {
        Agent agent = checked();
        on(agent, new Event.Begin());

        assertThat(on(agent, new Event.TimeUp(Timer.CHECK))).contains(new Action.StopCheck());
        assertThat(on(agent, new Event.TimeUp(Timer.PAUSE))).contains(new Action.CheckHealth(2));
        assertThat(on(agent, new Event.HealthAnswered(1, true, "late"))).isEmpty();
    }

    @Test
    void everyJoinIsChecked() {
        Agent agent = checked();
        on(agent, new Event.Begin());
        on(agent, new Event.HealthAnswered(1, true, ""));
        on(agent, new Event.Joined(ROUND));
        on(agent, new Event.Arranged(1));
        on(agent, new Event.Changed(1));
        on(agent, ended(0, 143));

        assertThat(on(agent, ended(1, 143))).contains(new Action.CheckHealth(2)).doesNotContain(new Action.Join());
    }

    @Test
    void signalEndsTheCheck() {
        Agent agent = checked();
        on(agent, new Event.Begin());

        assertThat(on(agent, new Event.Signalled("TERM", 143))).contains(new Action.StopCheck(), new Action.End(143));
    }

    @Test
    void lostBackendStopsTheWorkers() {
        run(agent, ROUND);
        on(new Event.StoreLost("gone"));
        on(ended(0, 143));

        assertThat(on(ended(1, 143))).contains(new Action.End(69));
    }
}
