package dev.rendezvous.launcher.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The life cycle of an agent, without time, threads and processes.
 *
 * <p>Its promise: a node calls for its next round only after all its workers are gone, so that no two rounds run at once on a node;
 * and it ends only after all its workers are gone, or were killed and did not go.
 */
public final class Agent {

    private static final int TRY_AGAIN = 75;
    private static final int UNREACHABLE = 69;

    private final Rules rules;
    private final HealthChecks checks;
    private final Ends ends;

    /**
     * Makes an agent.
     *
     * @param rules what does not change
     */
    public Agent(Rules rules) {
        this.rules = rules;
        this.checks = new HealthChecks(rules);
        this.ends = new Ends(rules.lateOk());
    }

    /**
     * {@return the answer to an event; nothing for an event that comes too late}
     *
     * @param state what the agent knows
     * @param event what has happened
     */
    public Step step(State state, Event event) {
        if (event instanceof Event.WorkerEnded ended) {
            return workerEnded(state, ended);
        }
        if (event instanceof Event.DrainAsked asked) {
            return drain(state, asked);
        }
        return switch (state.phase()) {
            case NEW -> event instanceof Event.Begin ? join(state) : Step.of(state);
            case CHECKING -> checking(state, event);
            case JOINING -> joining(state, event);
            case ARRANGING -> arranging(state, event);
            case RUNNING -> running(state, event);
            case STOPPING -> stopping(state, event);
            case PAUSING, COOLING -> pausing(state, event);
            case FINISHING -> finishing(state, event);
            case ENDED -> Step.of(state);
        };
    }

    /** Each join begins with a check, if there is one: a machine that broke during a round must not enter the next. */
    private Step join(State state) {
        return rules.health().isChecked() ? checks.begin(state) : Step.of(state.in(Phase.JOINING), new Action.Join());
    }

    private Step checking(State state, Event event) {
        Optional<Step> step = checks.answer(state, event);
        if (step.isPresent()) {
            return step.get();
        }
        Step other = idle(state, event);
        return other.actions().isEmpty()
                ? other
                : Ends.preceded(other, new Action.Forget(Timer.CHECK), new Action.StopCheck());
    }

    private Step joining(State state, Event event) {
        if (event instanceof Event.Joined joined) {
            Round round = rules.countsAlone() ? counted(joined.round(), state.failures()) : joined.round();
            return Step.of(state.in(Phase.ARRANGING).with(round), new Action.Arrange(round));
        }
        return idle(state, event);
    }

    private static Round counted(Round round, int failures) {
        return new Round(round.number(), round.nodeRank(), round.nodes(), failures);
    }

    private Step arranging(State state, Event event) {
        if (event instanceof Event.Arranged arranged && state.isIn(arranged.round())) {
            TreeSet<Integer> all = new TreeSet<>();
            IntStream.range(0, rules.workers()).forEach(all::add);
            return Step.of(
                    state.in(Phase.RUNNING).running(all),
                    new Action.StartWorkers(round(state)),
                    new Action.Set(Timer.CALM, rules.backoff().calm()));
        }
        if (event instanceof Event.NotArranged failed && state.isIn(failed.round())) {
            return join(state);
        }
        if (event instanceof Event.Changed changed && state.isIn(changed.round())) {
            return Ends.preceded(join(state), new Action.StopArranging());
        }
        Step step = idle(state, event);
        return step.actions().isEmpty() ? step : Ends.preceded(step, new Action.StopArranging());
    }

    /** What may happen while no worker runs. */
    private Step idle(State state, Event event) {
        if (event instanceof Event.RunEnded ended) {
            return ends.over(state, ended.end());
        }
        if (event instanceof Event.Stuck stuck) {
            return Ends.gaveUp(state, stuck.code(), stuck.message());
        }
        if (event instanceof Event.StoreLost lost) {
            return Ends.gaveUp(state, UNREACHABLE, lost.message());
        }
        return event instanceof Event.Signalled signal ? Ends.leave(state, signal.code()) : Step.of(state);
    }

    private Step running(State state, Event event) {
        if (event instanceof Event.Changed changed && state.isIn(changed.round())) {
            return stop(state, unlessLeaving(state, new Next.Rejoin()), new Action.Say(new News.Changing()));
        }
        if (event instanceof Event.RunEnded ended) {
            return stop(state, new Next.RunOver(ended.end()));
        }
        if (event instanceof Event.StoreLost lost) {
            return stop(state, new Next.Leave(UNREACHABLE, false), new Action.Say(new News.GaveUp(lost.message())));
        }
        if (event instanceof Event.Signalled signal) {
            return stop(
                    state,
                    new Next.Leave(signal.code(), true),
                    new Action.Say(new News.StoppingBySignal(
                            signal.name(), state.running().size())),
                    new Action.Drain());
        }
        boolean isCalm = event instanceof Event.TimeUp time && time.timer() == Timer.CALM;
        return Step.of(isCalm ? state.forgiving() : state);
    }

    /** A node that was asked to leave works on until the others go on without it. Without workers it leaves at once. */
    private Step drain(State state, Event.DrainAsked asked) {
        return switch (state.phase()) {
            case NEW, CHECKING, COOLING, JOINING, ARRANGING, PAUSING ->
                step(state, new Event.Signalled(asked.name(), TRY_AGAIN));
            case RUNNING -> state.leaves() ? Step.of(state) : draining(state, asked);
            case STOPPING -> state.leaves() || isOver(state) ? Step.of(state) : draining(state, asked);
            case FINISHING, ENDED -> Step.of(state);
        };
    }

    private static boolean isOver(State state) {
        return state.next().filter(Next.RunOver.class::isInstance).isPresent();
    }

    private static Step draining(State state, Event.DrainAsked asked) {
        return Step.of(
                state.then(new Next.Leave(TRY_AGAIN, false)),
                new Action.Say(new News.Draining(asked.name())),
                new Action.Drain());
    }

    private static Next unlessLeaving(State state, Next other) {
        return state.leaves() ? state.next().orElse(other) : other;
    }

    private Step workerEnded(State state, Event.WorkerEnded ended) {
        if (!state.isIn(ended.round()) || !state.running().contains(ended.localRank())) {
            return Step.of(state);
        }
        State left = state.without(ended.localRank());
        if (state.phase() == Phase.STOPPING) {
            return left.running().isEmpty() ? proceed(left) : Step.of(left);
        }
        if (ended.code() != 0) {
            return failed(left, ended);
        }
        return left.running().isEmpty()
                ? Step.of(left.in(Phase.FINISHING), new Action.Finish(round(left)))
                : Step.of(left);
    }

    private Step failed(State state, Event.WorkerEnded ended) {
        boolean isRestartable = !rules.isFinal().test(ended.code());
        WorkerFailure failure = new WorkerFailure(ended.localRank(), ended.code(), ended.message(), isRestartable);
        int failures = round(state).failures() + 1;
        boolean restarts = isRestartable && failures <= rules.maxRestarts();
        Action say = new Action.Say(new News.Failed(failure));
        if (restarts) {
            Duration pause = rules.backoff().pause(failures - state.forgiven());
            Next next = new Next.Restart(failures, rules.maxRestarts(), pause);
            return stop(state.counting(failures), unlessLeaving(state, next), say, new Action.Fail(failure));
        }
        if (rules.countsAlone()) {
            RunEnd end = new RunEnd(ended.code(), false, false);
            return stop(state, new Next.RunOver(end), say, new Action.CloseRun(failure));
        }
        // The run closes itself; the next round is refused with the code of the failure that came first. A node that
        // leaves is refused without it.
        Next next = state.leaves() ? new Next.Leave(ended.code(), false) : new Next.Rejoin();
        return stop(state, next, say, new Action.Fail(failure));
    }

    private Step stop(State state, Next next, Action... before) {
        State stopping = state.in(Phase.STOPPING).then(next);
        List<Action> actions = new ArrayList<>(List.of(before));
        if (state.running().isEmpty()) {
            Step step = proceed(stopping);
            actions.addAll(step.actions());
            return new Step(step.state(), actions);
        }
        actions.add(new Action.StopWorkers());
        actions.add(new Action.Set(Timer.STOP, rules.stopTimeout()));
        return new Step(stopping, actions);
    }

    private Step stopping(State state, Event event) {
        boolean leaves = state.leaves();
        if (event instanceof Event.TimeUp time) {
            return timeUp(state, time.timer());
        }
        if (event instanceof Event.Signalled signal) {
            return signalled(state, signal);
        }
        if (event instanceof Event.RunEnded ended && !leaves) {
            return Step.of(state.then(new Next.RunOver(ended.end())));
        }
        if (event instanceof Event.StoreLost lost && !leaves) {
            return Step.of(
                    state.then(new Next.Leave(UNREACHABLE, false)), new Action.Say(new News.GaveUp(lost.message())));
        }
        return Step.of(state);
    }

    /** The second signal kills. */
    private static Step signalled(State state, Event.Signalled signal) {
        boolean again = state.next()
                .map(next -> next instanceof Next.Leave leave && leave.bySignal())
                .orElse(false);
        if (again) {
            return Step.of(state, kill(state));
        }
        News news = new News.StoppingBySignal(signal.name(), state.running().size());
        return Step.of(state.then(new Next.Leave(signal.code(), true)), new Action.Drain(), new Action.Say(news));
    }

    private static Action kill(State state) {
        return state.running().isEmpty() ? new Action.Forget(Timer.STOP) : new Action.KillWorkers();
    }

    private Step timeUp(State state, Timer timer) {
        int left = state.running().size();
        if (timer == Timer.STOP) {
            return Step.of(
                    state,
                    new Action.Say(new News.Killing(left)),
                    new Action.KillWorkers(),
                    new Action.Set(Timer.KILL, rules.killTimeout()));
        }
        if (timer == Timer.KILL) {
            return Ends.preceded(proceed(state), new Action.Say(new News.Undead(left)));
        }
        return Step.of(state);
    }

    /** All workers are gone. */
    private Step proceed(State state) {
        Step step = afterStop(state.running(Set.of()));
        return Ends.preceded(
                step, new Action.Forget(Timer.STOP), new Action.Forget(Timer.KILL), new Action.Forget(Timer.CALM));
    }

    private Step afterStop(State state) {
        Next next = state.next().orElseGet(Next.Rejoin::new);
        if (next instanceof Next.Restart restart) {
            return Step.of(
                    state.in(Phase.PAUSING),
                    new Action.Say(new News.Restarting(restart.number(), restart.of(), restart.in())),
                    new Action.Set(Timer.PAUSE, restart.in()));
        }
        if (next instanceof Next.RunOver over) {
            return ends.over(state, over.end());
        }
        return next instanceof Next.Leave leave ? Ends.leave(state, leave.code()) : join(state);
    }

    private Step pausing(State state, Event event) {
        if (event instanceof Event.TimeUp time && time.timer() == Timer.PAUSE) {
            return join(state);
        }
        Step step = idle(state, event);
        return step.actions().isEmpty() ? step : Ends.preceded(step, new Action.Forget(Timer.PAUSE));
    }

    private Step finishing(State state, Event event) {
        if (event instanceof Event.FinishAnswered answer && state.isIn(answer.round())) {
            if (!answer.counts()) {
                Step again = state.leaves() ? Ends.leave(state, TRY_AGAIN) : join(state);
                return Ends.preceded(again, new Action.Say(new News.NotCounted()));
            }
            return answer.isHost() ? Step.of(state) : Step.of(state, new Action.Set(Timer.EXIT, rules.exitTimeout()));
        }
        if (event instanceof Event.TimeUp time && time.timer() == Timer.EXIT) {
            return Ends.preceded(Ends.leave(state, 0), new Action.Say(new News.SlowOthers()));
        }
        return idle(state, event);
    }

    private static Round round(State state) {
        Optional<Round> round = state.round();
        return round.orElseThrow(() -> new IllegalStateException("no round in phase " + state.phase()));
    }
}
