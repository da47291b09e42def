package dev.rendezvous.launcher;

import dev.rendezvous.launcher.agent.Action;
import dev.rendezvous.launcher.agent.Agent;
import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.News;
import dev.rendezvous.launcher.agent.Phase;
import dev.rendezvous.launcher.agent.Round;
import dev.rendezvous.launcher.agent.State;
import dev.rendezvous.launcher.agent.Step;
import dev.rendezvous.launcher.agent.WorkerFailure;
import dev.rendezvous.launcher.environment.WorkerPlace;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.report.Report;
import dev.rendezvous.launcher.status.Viewers;
import dev.rendezvous.launcher.store.NodeRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs the life cycle of an agent: takes events one by one, and does what the agent decides. */
final class AgentRun {

    private final Plan plan;
    private final Agent agent;
    private final Meeting meeting;
    private final RoundStart start;
    private final NodeWorkers workers;
    private final HealthRunner health;
    private final Report report;
    private final AgentEvents seen;
    private final Viewers viewers;
    private final BlockingQueue<Event> events;
    private final Timers timers = new Timers();
    private final long began = System.nanoTime();
    private final MeetingThread calls;
    private final Watch watch;
    private final RoundCalls round;
    private State state = State.initial();
    private long rounds;
    private Optional<WorkerFailure> ownFailure = Optional.empty();

    AgentRun(
            Plan plan,
            Agent agent,
            Meeting meeting,
            RoundStart start,
            NodeWorkers workers,
            HealthRunner health,
            Report report,
            AgentEvents seen,
            Viewers viewers,
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
        this.viewers = viewers;
        this.events = events;
        this.calls = new MeetingThread();
        this.watch = new Watch(meeting, events::add);
        boolean isAlone = plan.job().nodes().max() == 1;
        this.round = new RoundCalls(meeting, start, watch, isAlone, isEndpointHere, events::add);
    }

    static BlockingQueue<Event> newQueue() {
        return new LinkedBlockingQueue<>();
    }

    /** {@return the exit code} Blocks until the life of the agent is over. */
    int run() throws InterruptedException {
        Crowd crowd = new Crowd(meeting, report, this::lastNodes, seen::gathered);
        BackendWatch backend = new BackendWatch(meeting, seen, report);
        LiveCrowd live = new LiveCrowd(meeting, seen, viewers, this::lastNodes);
        try (crowd;
                live;
                backend;
                watch;
                calls) {
            OptionalInt code = handle(new Event.Begin());
            while (code.isEmpty()) {
                crowd.isWaiting(state.phase() == Phase.JOINING);
                code = handle(timers.next(events));
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
        return round.arranged().stream()
                .flatMap(last -> last.table().nodes().stream())
                .map(NodeRow::id)
                .toList();
    }

    private OptionalInt handle(Event event) throws InterruptedException {
        Step step = agent.step(state, event);
        if (event instanceof Event.Joined && state.phase() == Phase.JOINING) {
            round.entered().ifPresent(seen::entered);
        }
        seen.step(state, event, step);
        state = step.state();
        OptionalInt code = OptionalInt.empty();
        for (Action action : step.actions()) {
            if (action instanceof Action.End end) {
                code = OptionalInt.of(end(end));
            } else {
                perform(action);
            }
        }
        return code;
    }

    private int end(Action.End end) throws InterruptedException {
        workers.awaitOutput();
        calls.awaitTold();
        sayLastLines(end.code());
        return end.code();
    }

    private void perform(Action action) throws InterruptedException {
        if (action instanceof Action.CheckHealth check) {
            health.start(check.number());
        } else if (action instanceof Action.StopCheck) {
            health.stop();
        } else if (action instanceof Action.StartWorkers begin) {
            startWorkers(begin.round());
        } else if (action instanceof Action.StopWorkers) {
            workers.signal(plan.workers().stopSignal(), plan.workers().signalsGroup());
        } else if (action instanceof Action.KillWorkers) {
            workers.kill();
        } else if (action instanceof Action.Set set) {
            timers.set(set.timer(), set.after());
        } else if (action instanceof Action.Forget forget) {
            timers.forget(forget.timer());
        } else if (action instanceof Action.Say say) {
            say(say.news());
        } else {
            performAtBackend(action);
        }
    }

    /** Performs what calls the backend. */
    private void performAtBackend(Action action) throws InterruptedException {
        if (action instanceof Action.Join) {
            watch.pause();
            calls.call(round::join);
        } else if (action instanceof Action.Arrange arrange) {
            rounds++;
            calls.call(() -> round.arrange(arrange.round()));
        } else if (action instanceof Action.StopArranging) {
            calls.interrupt();
        } else if (action instanceof Action.Fail fail) {
            calls.tell(() -> meeting.fail(fail.failure(), rank(fail.failure())));
        } else if (action instanceof Action.CloseRun close) {
            calls.tell(() -> meeting.closeRun(close.failure(), rank(close.failure())));
        } else if (action instanceof Action.Finish finish) {
            calls.call(() -> round.finish(finish.round()));
        } else if (action instanceof Action.Drain) {
            calls.tell(meeting::drain);
        } else {
            throw new IllegalArgumentException("an unknown action: " + action);
        }
    }

    private void startWorkers(Round entered) {
        WorkerPlace.RoundPlace ready = round.arranged()
                .orElseThrow(() -> new IllegalStateException("round " + entered.number() + " has no ranks"));
        report.round(entered.number(), entered.nodeRank(), ready.cause(), ready.table(), ready.token());
        report.neighbours(MemberEvents.neighbours(ready.table(), entered.nodeRank()));
        workers.start(ready);
        seen.started(ready, workers.pids());
    }

    private int rank(WorkerFailure failure) {
        return round.arranged()
                .map(ready -> ready.firstRank() + failure.localRank())
                .orElse(-1);
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
}
