package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.launcher.agent.Action;
import dev.rendezvous.launcher.agent.Agent;
import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.News;
import dev.rendezvous.launcher.agent.Phase;
import dev.rendezvous.launcher.agent.Round;
import dev.rendezvous.launcher.agent.RunEnd;
import dev.rendezvous.launcher.agent.State;
import dev.rendezvous.launcher.agent.Step;
import dev.rendezvous.launcher.agent.Timer;
import dev.rendezvous.launcher.agent.WorkerFailure;
import dev.rendezvous.launcher.environment.WorkerPlace;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.report.Report;
import dev.rendezvous.launcher.store.NodeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the life cycle of an agent: takes events one by one, and does what the agent decides. */
final class AgentRun {

    /** The run refuses this node: other settings, an id that another node has, another secret. */
    private static final int USAGE = 2;

    private static final int TRY_AGAIN = 75;
    private static final int UNREACHABLE = 69;
    private static final int BUG = 70;

    private final Plan plan;
    private final Agent agent;
    private final Meeting meeting;
    private final RoundStart start;
    private final NodeWorkers workers;
    private final HealthRunner health;
    private final Report report;
    private final AgentEvents seen;
    private final boolean isEndpointHere;
    private final BlockingQueue<Event> events;
    private final Map<Timer, Long> timers = new EnumMap<>(Timer.class);
    private final long began = System.nanoTime();
    private final MeetingThread calls;
    private final Watch watch;
    private State state = State.initial();
    private long rounds;
    private Optional<WorkerFailure> ownFailure = Optional.empty();

    // Set on the thread of the meeting, read after the event that tells of it.
    private volatile Meeting.@Nullable Entered entered;
    private volatile WorkerPlace.@Nullable RoundPlace arranged;

    AgentRun(
            Plan plan,
            Agent agent,
            Meeting meeting,
            RoundStart start,
            NodeWorkers workers,
            HealthRunner health,
            Report report,
            AgentEvents seen,
            boolean isEndpointHere,
            BlockingQueue<Event> events) {
        this.plan = plan;
        this.agent = agent;
        this.meeting = meeting;
        this.start = start;
        this.workers = workers;
        this.health = health;
        this.report = report;
        this.seen = seen;
        this.isEndpointHere = isEndpointHere;
        this.events = events;
        this.calls = new MeetingThread();
        this.watch = new Watch(meeting, events::add);
    }

    static BlockingQueue<Event> newQueue() {
        return new LinkedBlockingQueue<>();
    }

    /** {@return the exit code} Blocks until the life of the agent is over. */
    int run() throws InterruptedException {
        Crowd crowd = new Crowd(meeting, report, this::lastNodes, seen::gathered);
        BackendWatch backend = new BackendWatch(meeting, seen, report);
        try (crowd;
                backend;
                watch;
                calls) {
            OptionalInt code = handle(new Event.Begin());
            while (code.isEmpty()) {
                crowd.isWaiting(state.phase() == Phase.JOINING);
                code = handle(next());
            }
            return code.getAsInt();
        } finally {
            // Whatever has gone wrong, no worker outlives its agent.
            workers.kill();
            health.stop();
            meeting.close();
            start.close();
        }
    }

    private List<String> lastNodes() {
        WorkerPlace.RoundPlace last = arranged;
        return last == null
                ? List.of()
                : last.table().nodes().stream().map(NodeRow::id).toList();
    }

    private Event next() throws InterruptedException {
        while (true) {
            Optional<Map.Entry<Timer, Long>> first =
                    timers.entrySet().stream().min(Map.Entry.comparingByValue((a, b) -> Long.signum(a - b)));
            if (first.isEmpty()) {
                return events.take();
            }
            Event event = events.poll(first.get().getValue() - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event != null) {
                return event;
            }
            if (first.get().getValue() - System.nanoTime() <= 0) {
                timers.remove(first.get().getKey());
                return new Event.TimeUp(first.get().getKey());
            }
        }
    }

    private OptionalInt handle(Event event) throws InterruptedException {
        Step step = agent.step(state, event);
        Meeting.Entered joined = entered;
        if (event instanceof Event.Joined && state.phase() == Phase.JOINING && joined != null) {
            seen.entered(joined);
        }
        seen.step(state, event, step);
        state = step.state();
        OptionalInt code = OptionalInt.empty();
        for (Action action : step.actions()) {
            code = perform(action);
        }
        return code;
    }

    private OptionalInt perform(Action action) throws InterruptedException {
        if (action instanceof Action.End end) {
            workers.awaitOutput();
            calls.awaitTold();
            sayLastLines(end.code());
            return OptionalInt.of(end.code());
        }
        if (action instanceof Action.CheckHealth check) {
            health.start(check.number());
        } else if (action instanceof Action.StopCheck) {
            health.stop();
        } else if (action instanceof Action.Join) {
            watch.pause();
            calls.call(this::join);
        } else if (action instanceof Action.Arrange arrange) {
            rounds++;
            calls.call(() -> arrange(arrange.round()));
        } else if (action instanceof Action.StopArranging) {
            calls.interrupt();
        } else if (action instanceof Action.StartWorkers start) {
            startWorkers(start.round());
        } else if (action instanceof Action.StopWorkers) {
            workers.signal(plan.workers().stopSignal(), plan.workers().signalsGroup());
        } else if (action instanceof Action.KillWorkers) {
            workers.kill();
        } else if (action instanceof Action.Fail fail) {
            calls.tell(() -> meeting.fail(fail.failure(), rank(fail.failure())));
        } else if (action instanceof Action.CloseRun close) {
            calls.tell(() -> meeting.closeRun(close.failure(), rank(close.failure())));
        } else if (action instanceof Action.Finish finish) {
            calls.call(() -> finish(finish.round()));
        } else if (action instanceof Action.Drain) {
            calls.tell(meeting::drain);
        } else if (action instanceof Action.Set set) {
            timers.put(set.timer(), System.nanoTime() + set.after().toNanos());
        } else if (action instanceof Action.Forget forget) {
            timers.remove(forget.timer());
        } else if (action instanceof Action.Say say) {
            say(say.news());
        }
        return OptionalInt.empty();
    }

    private void join() throws InterruptedException {
        try {
            Meeting.Entered joined = meeting.join();
            entered = joined;
            Round round = new Round(
                    joined.info().round(), joined.info().rank(), joined.info().worldSize(), joined.failures());
            events.add(new Event.Joined(round));
            watch.begin(round.number());
        } catch (RendezvousClosedException e) {
            events.add(new Event.RunEnded(meeting.ending().orElse(new RunEnd(TRY_AGAIN, false, false))));
        } catch (RendezvousGracefulExitException e) {
            events.add(new Event.RunEnded(meeting.ending().orElse(new RunEnd(0, true, false))));
        } catch (RendezvousTimeoutException e) {
            events.add(new Event.Stuck(TRY_AGAIN, message(e)));
        } catch (RendezvousConnectionException e) {
            events.add(new Event.Stuck(UNREACHABLE, message(e)));
        } catch (RendezvousStateException e) {
            events.add(new Event.Stuck(USAGE, message(e)));
        } catch (RuntimeException e) {
            events.add(new Event.Stuck(BUG, e.toString()));
        }
    }

    private void arrange(Round round) throws InterruptedException {
        try {
            Meeting.Entered joined = entered;
            if (joined != null) {
                arranged = start.arrange(joined, round.failures());
                events.add(new Event.Arranged(round.number()));
            }
        } catch (InterruptedException stopped) {
            // The round is over before it began, and the agent knows that.
            return;
        } catch (RendezvousTimeoutException | RendezvousConnectionException e) {
            events.add(
                    plan.job().nodes().max() > 1
                            ? new Event.NotArranged(round.number())
                            : new Event.Stuck(UNREACHABLE, message(e)));
        } catch (RendezvousStateException e) {
            events.add(new Event.Stuck(USAGE, message(e)));
        } catch (IOException e) {
            events.add(new Event.Stuck(TRY_AGAIN, "cannot prepare the round: " + e.getMessage()));
        } catch (RuntimeException e) {
            events.add(new Event.Stuck(BUG, e.toString()));
        }
    }

    private void finish(Round round) throws InterruptedException {
        try {
            boolean counts = meeting.finish();
            boolean isHost = start.isHost() || isEndpointHere;
            Optional<RunEnd> ending = meeting.ending();
            events.add(
                    counts && ending.isPresent()
                            ? new Event.RunEnded(ending.get())
                            : new Event.FinishAnswered(round.number(), counts, isHost));
        } catch (RendezvousException e) {
            events.add(new Event.StoreLost(message(e)));
        }
    }

    private void startWorkers(Round round) {
        WorkerPlace.RoundPlace ready = arranged;
        if (ready == null) {
            throw new IllegalStateException("round " + round.number() + " has no ranks");
        }
        report.round(round.number(), round.nodeRank(), ready.cause(), ready.table(), ready.token());
        report.neighbours(MemberEvents.neighbours(ready.table(), round.nodeRank()));
        workers.start(ready);
        seen.started(ready, workers.pids());
    }

    private int rank(WorkerFailure failure) {
        WorkerPlace.RoundPlace ready = arranged;
        return ready == null ? -1 : ready.firstRank() + failure.localRank();
    }

    private void say(News news) {
        if (news instanceof News.Failed failed) {
            WorkerFailure failure = failed.failure();
            ownFailure = Optional.of(failure);
            Optional<Path> log = workers.logs(failure.localRank());
            report.failed(rank(failure), failure, workers.lived(failure.localRank()), log);
        } else if (news instanceof News.Ended ended) {
            int restarts = state.round().map(Round::failures).orElse(0);
            report.ended(ended.end(), meeting.why(), rounds, restarts, Duration.ofNanos(System.nanoTime() - began));
        } else {
            report.tell(news);
        }
    }

    private void sayLastLines(int code) {
        ownFailure
                .filter(failure -> failure.code() == code)
                .ifPresent(failure -> report.lastLines(rank(failure), workers.lastErrors(failure.localRank())));
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
