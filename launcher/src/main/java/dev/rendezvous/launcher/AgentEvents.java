package dev.rendezvous.launcher;

import dev.rendezvous.launcher.agent.Action;
import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.News;
import dev.rendezvous.launcher.agent.Phase;
import dev.rendezvous.launcher.agent.State;
import dev.rendezvous.launcher.agent.Step;
import dev.rendezvous.launcher.agent.Timer;
import dev.rendezvous.launcher.environment.WorkerPlace;
import dev.rendezvous.launcher.event.Details;
import dev.rendezvous.launcher.event.EventName;
import dev.rendezvous.launcher.event.Journal;
import dev.rendezvous.launcher.status.Board;
import dev.rendezvous.launcher.status.Standing;
import dev.rendezvous.launcher.status.WorkerState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tells machines what the agent does: turns its steps into events, and keeps the board of the status pages. For the thread of the agent,
 * where nothing else is said.
 */
final class AgentEvents {

    private static final Set<Phase> IN_ROUND = EnumSet.of(Phase.ARRANGING, Phase.RUNNING, Phase.FINISHING);
    private static final double NANOS = 1e9;

    private final Journal journal;
    private final Board board;
    private final MemberEvents members;
    private long startedAt;
    private boolean hadRound;
    private boolean hasEnded;

    AgentEvents(Journal journal, Board board) {
        this.journal = journal;
        this.board = board;
        this.members = new MemberEvents(journal);
    }

    void begin(Details details) {
        journal.log(EventName.AGENT_START, details);
    }

    /** An agent that ends by an exception ends too. */
    void end() {
        if (!hasEnded) {
            journal.log(EventName.AGENT_END);
        }
    }

    void step(State before, Event event, Step step) {
        State after = step.state();
        tell(before, event);
        if (IN_ROUND.contains(before.phase()) && !IN_ROUND.contains(after.phase()) && isBreak(event)) {
            journal.log(EventName.ROUND_BROKEN, Details.of("why", why(event)));
        }
        if (before.phase() == Phase.STOPPING && after.phase() != Phase.STOPPING) {
            boolean isExit = event instanceof Event.WorkerEnded;
            journal.log(EventName.STOP_END, Details.of("left", before.running().size() - (isExit ? 1 : 0)));
        }
        if (before.phase() == Phase.CHECKING && after.phase() == Phase.JOINING) {
            journal.log(EventName.HEALTH, Details.of("healthy", true));
        }
        step.actions().forEach(action -> tell(action, after));
        board.phase(after.phase().name().toLowerCase(Locale.ROOT));
    }

    private void tell(State before, Event event) {
        if (event instanceof Event.WorkerEnded ended && isRunning(before, ended)) {
            exited(ended);
        } else if (event instanceof Event.RunEnded ended && before.phase() != Phase.ENDED) {
            journal.log(
                    EventName.CLOSE,
                    Details.of("code", ended.end().code())
                            .and("finished", ended.end().isFinished()));
        } else if (event instanceof Event.StoreLost lost && before.phase() != Phase.ENDED) {
            journal.log(
                    EventName.STORE_LOST, Details.of("message", lost.message()).and("final", true));
        }
    }

    private static boolean isRunning(State state, Event.WorkerEnded ended) {
        return state.running().contains(ended.localRank())
                && state.round()
                        .filter(round -> round.number() == ended.round())
                        .isPresent();
    }

    private void exited(Event.WorkerEnded ended) {
        board.exited(ended.localRank(), ended.code());
        WorkerState worker = board.now().workers().get(ended.localRank());
        journal.log(
                EventName.WORKER_EXIT,
                details(worker)
                        .and("code", ended.code())
                        .and("seconds", (System.nanoTime() - startedAt) / NANOS)
                        .and("message", ended.message()));
    }

    private static Details details(WorkerState worker) {
        return Details.of("rank", worker.rank()).and("local", worker.local()).and("pid", worker.pid());
    }

    /** A round whose work is done, or whose slower nodes are left alone, is not broken. */
    private static boolean isBreak(Event event) {
        boolean isDone = event instanceof Event.RunEnded ended && ended.end().isFinished();
        boolean isLeft = event instanceof Event.TimeUp time && time.timer() == Timer.EXIT;
        return !isDone && !isLeft;
    }

    private static String why(Event event) {
        if (event instanceof Event.WorkerEnded) {
            return "failed";
        }
        if (event instanceof Event.RunEnded) {
            return "closed";
        }
        if (event instanceof Event.Signalled signal) {
            return "signal " + signal.name();
        }
        return event instanceof Event.StoreLost || event instanceof Event.Stuck ? "backend" : "changed";
    }

    private void tell(Action action, State after) {
        if (action instanceof Action.Join) {
            journal.log(EventName.JOIN);
        } else if (action instanceof Action.StopWorkers) {
            journal.log(
                    EventName.STOP_BEGIN, Details.of("workers", after.running().size()));
        } else if (action instanceof Action.Drain) {
            journal.log(EventName.DRAIN);
        } else if (action instanceof Action.End end) {
            hasEnded = true;
            journal.log(EventName.AGENT_END, Details.of("code", end.code()));
        } else if (action instanceof Action.Say say && say.news() instanceof News.Unhealthy unhealthy) {
            journal.log(
                    EventName.HEALTH,
                    Details.of("healthy", false)
                            .and("failed", unhealthy.failed())
                            .and("of", unhealthy.of())
                            .and("message", unhealthy.message()));
        }
    }

    /** This node is in a round. */
    void entered(Meeting.Entered entered) {
        Optional<Long> token = entered.info().token().isPresent()
                ? Optional.of(entered.info().token().getAsLong())
                : Optional.empty();
        long round = entered.info().round();
        int rank = entered.info().rank();
        int nodes = entered.info().worldSize();
        journal.round(round, token);
        board.round(new Standing.RoundState(
                round, token, rank, nodes, entered.failures(), entered.changes(), Optional.empty()));
        journal.log(
                EventName.ROUND_SEALED,
                Details.of("rank", rank).and("nodes", nodes).and("cause", entered.cause()));
        if (hadRound) {
            journal.log(
                    EventName.RESTART,
                    Details.of("cause", entered.cause())
                            .and("restarts", entered.failures())
                            .and("changes", entered.changes()));
        }
        hadRound = true;
    }

    /** The workers of all nodes are known, and those of this node were started. */
    void started(WorkerPlace.RoundPlace ready, List<Long> pids) {
        startedAt = System.nanoTime();
        journal.node(ready.nodeId());
        members.tell(ready.table(), ready.cause());
        List<WorkerState> workers = new ArrayList<>();
        for (int local = 0; local < pids.size(); local++) {
            workers.add(new WorkerState(local, ready.firstRank() + local, pids.get(local), OptionalInt.empty()));
        }
        board.started(ready.table(), workers);
        workers.forEach(worker -> journal.log(EventName.WORKER_START, details(worker)));
    }

    /** Notes which nodes are there while this node waits. On any thread. */
    void gathered(Standing.Gathering gathering) {
        boolean wasSpare = board.now().gathering().isSpare();
        board.gathering(gathering);
        if (board.now().gathering().isSpare() && !wasSpare) {
            journal.log(EventName.SPARE);
        }
    }

    /** Notes which nodes are there and not in the round of this node. On any thread. */
    void outside(long round, List<String> nodes) {
        board.outside(round, nodes);
    }

    /** {@return what is known now} On any thread. */
    Standing standing() {
        return board.now();
    }

    /** {@return whether workers of this node run} On any thread. */
    boolean hasWorkers() {
        return board.now().workers().stream().anyMatch(worker -> worker.code().isEmpty());
    }

    /** The backend has stopped to answer, or answers again. On any thread. */
    void backend(Optional<String> problem) {
        board.problem(problem);
        problem.ifPresentOrElse(
                message -> journal.log(
                        EventName.STORE_LOST, Details.of("message", message).and("final", false)),
                () -> journal.log(EventName.STORE_BACK));
    }
}
