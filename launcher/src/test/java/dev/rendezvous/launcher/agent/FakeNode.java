package dev.rendezvous.launcher.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node of the simulator: an agent with fake workers, a fake run and fake signals, in an order that a seed decides. It checks at each
 * step what an agent promises.
 */
final class FakeNode {

    private static final int LONGEST = 5_000;

    private final Rules rules;
    private final Agent agent;
    private final Random random;
    private final Deque<Event> pending = new ArrayDeque<>();
    private final Set<Integer> processes = new TreeSet<>();
    private final Set<Timer> timers = EnumSet.noneOf(Timer.class);
    private final List<Integer> codes = new ArrayList<>();
    private State state = State.initial();
    private long round;
    private int failures;
    private boolean isStopping;
    private boolean isJoining;
    private boolean isChecking;
    private boolean isHealthy;
    private int unhealthy;
    private int ignoredSignals;
    private boolean isDrained;
    private int inARow;

    FakeNode(Rules rules, long seed) {
        this.rules = rules;
        this.agent = new Agent(rules);
        this.random = new Random(seed);
    }

    /** {@return the exit code} */
    int live() {
        handle(new Event.Begin());
        for (int i = 0; codes.isEmpty(); i++) {
            if (i > LONGEST) {
                throw new AssertionError("no end in phase " + state.phase() + " with processes " + processes);
            }
            handle(next());
        }
        check(!isChecking, "an agent has ended while a check runs");
        check(processes.isEmpty() || timersOver(), "an agent has ended while workers run: " + processes);
        return codes.get(0);
    }

    List<Integer> codes() {
        return codes;
    }

    /** Killed workers that never go are the one exception. */
    private boolean timersOver() {
        return ignoredSignals > 0;
    }

    private Event next() {
        int dice = random.nextInt(100);
        if (!pending.isEmpty() && dice < 60) {
            return pending.removeFirst();
        }
        if (!processes.isEmpty() && dice < 90) {
            return workerEnds();
        }
        if (!timers.isEmpty() && dice < 94) {
            Timer timer = timers.iterator().next();
            timers.remove(timer);
            inARow = timer == Timer.CALM && state.phase() == Phase.RUNNING ? 0 : inARow;
            return new Event.TimeUp(timer);
        }
        return surprise();
    }

    private Event workerEnds() {
        int local = List.copyOf(processes).get(random.nextInt(processes.size()));
        processes.remove(local);
        int code = isStopping ? 143 : random.nextInt(4) == 0 ? 1 + random.nextInt(200) : 0;
        return new Event.WorkerEnded(round, local, code, "");
    }

    /** Some of them come late, and belong to an older round. */
    private Event surprise() {
        return switch (random.nextInt(14)) {
            case 0 -> new Event.Signalled("TERM", 143);
            case 1 -> new Event.StoreLost("gone");
            case 2 -> new Event.RunEnded(new RunEnd(9, false, false));
            case 3 -> new Event.WorkerEnded(round - 1, 0, 1, "late");
            case 4 -> new Event.Arranged(round - 1);
            case 5 -> new Event.Changed(round - 1);
            case 6 -> new Event.FinishAnswered(round - 1, true, false);
            case 7 -> new Event.HealthAnswered(state.health().number() - 1, true, "late");
            case 8 -> new Event.DrainAsked("USR1");
            default -> new Event.Changed(round);
        };
    }

    private void handle(Event event) {
        if (event instanceof Event.HealthAnswered answer
                && answer.number() == state.health().number()) {
            isChecking = false;
        }
        Step step = agent.step(state, event);
        state = step.state();
        step.actions().forEach(this::perform);
    }

    private void perform(Action action) {
        check(codes.isEmpty(), "an action after the end: " + action);
        if (action instanceof Action.CheckHealth check) {
            checkHealth(check.number());
        } else if (action instanceof Action.StopCheck) {
            isChecking = false;
        } else if (action instanceof Action.Join) {
            check(isHealthy || !rules.health().isChecked(), "a join without a check");
            isHealthy = false;
            check(processes.isEmpty(), "a join while workers run: " + processes);
            check(!isJoining, "two joins at once");
            check(!isDrained, "a node that was drained joins again");
            isJoining = true;
            isStopping = false;
            pending.clear();
            pending.add(joined());
        } else if (action instanceof Action.Arrange arrange) {
            isJoining = false;
            pending.add(
                    random.nextInt(10) == 0
                            ? new Event.NotArranged(arrange.round().number())
                            : new Event.Arranged(arrange.round().number()));
        } else if (action instanceof Action.StopArranging) {
            pending.clear();
        } else if (action instanceof Action.StartWorkers) {
            check(processes.isEmpty(), "a start while workers run: " + processes);
            for (int i = 0; i < rules.workers(); i++) {
                processes.add(i);
            }
        } else if (action instanceof Action.StopWorkers || action instanceof Action.KillWorkers) {
            isStopping = true;
        } else if (action instanceof Action.Fail) {
            failures++;
            inARow++;
        } else if (action instanceof Action.CloseRun) {
            inARow++;
        } else if (action instanceof Action.Drain) {
            isDrained = true;
        } else if (action instanceof Action.Finish finish) {
            check(processes.isEmpty(), "finished while workers run: " + processes);
            pending.add(new Event.FinishAnswered(finish.round().number(), random.nextInt(3) > 0, false));
            pending.add(new Event.RunEnded(new RunEnd(0, true, false)));
        } else if (action instanceof Action.Set set) {
            checkPause(set);
            timers.add(set.timer());
        } else if (action instanceof Action.Forget forget) {
            timers.remove(forget.timer());
        } else if (action instanceof Action.Say say && say.news() instanceof News.Undead) {
            ignoredSignals++;
            processes.clear();
        } else if (action instanceof Action.End end) {
            codes.add(end.code());
        }
    }

    /** Some checks never answer, and the time limit ends them. */
    private void checkHealth(int number) {
        check(processes.isEmpty(), "a check while workers run: " + processes);
        check(!isChecking, "two checks at once");
        check(unhealthy <= rules.health().retries(), "a check after too many failures");
        isChecking = true;
        isHealthy = random.nextInt(3) > 0;
        unhealthy = isHealthy ? 0 : unhealthy + 1;
        if (isHealthy || random.nextBoolean()) {
            pending.add(new Event.HealthAnswered(number, isHealthy, ""));
        }
    }

    /** The run closes itself when the budget is spent, as an elastic backend does. */
    private Event joined() {
        if (!rules.countsAlone() && failures > rules.maxRestarts()) {
            return new Event.RunEnded(new RunEnd(77, false, false));
        }
        round++;
        return new Event.Joined(new Round(round, 0, 1, failures));
    }

    /** From half of the doubled pause to all of it, counted from the last calm round. */
    private void checkPause(Action.Set set) {
        if (set.timer() == Timer.PAUSE) {
            int row = state.phase() == Phase.PAUSING ? inARow : state.health().failed();
            long whole = Math.min(30_000, 1_000L << Math.min(row - 1, 10));
            long millis = set.after().toMillis();
            check(2 * millis >= whole - 1 && millis <= whole, "a pause of " + millis + " ms after " + row);
        }
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
