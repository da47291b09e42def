package dev.rendezvous.launcher;

import dev.rendezvous.launcher.agent.Action;
import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.News;
import dev.rendezvous.launcher.agent.Phase;
import dev.rendezvous.launcher.agent.State;
import dev.rendezvous.launcher.agent.Step;
import dev.rendezvous.launcher.agent.Timer;
import dev.rendezvous.launcher.event.EventName;
import dev.rendezvous.launcher.event.Journal;
import dev.rendezvous.launcher.status.Board;
import dev.rendezvous.launcher.status.Standing;
import dev.rendezvous.launcher.status.WorkerState;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tells machines what the agent does: turns its steps into events, and keeps the board of the status pages. The methods about steps,
 * rounds and workers are for the thread of the agent.
 */
final class AgentEvents {

    private static final Set<Phase> IN_ROUND = EnumSet.of(Phase.ARRANGING, Phase.RUNNING, Phase.FINISHING);

    private final Journal journal;
    private final Board board;
    private Optional<RankTable> table = Optional.empty();
    private int firstRank;
    private boolean hadRound;
    private boolean hasEnded;

    AgentEvents(Journal journal, Board board) {
        this.journal = journal;
        this.board = board;
    }

    void begin(String address, int workers) {
        journal.log(
                EventName.AGENT_START, "pid", ProcessHandle.current().pid(), "address", address, "workers", workers);
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
            journal.log(EventName.ROUND_BROKEN, "why", why(event));
        }
        if (before.phase() == Phase.STOPPING && after.phase() != Phase.STOPPING) {
            journal.log(EventName.STOP_END, "left", before.running().size() - (isExit(event) ? 1 : 0));
        }
        if (before.phase() == Phase.CHECKING && after.phase() == Phase.JOINING) {
            journal.log(EventName.HEALTH, "healthy", true);
        }
        step.actions().forEach(action -> tell(action, after));
        board.phase(after.phase().name().toLowerCase(Locale.ROOT));
    }

    private void tell(State before, Event event) {
        if (event instanceof Event.WorkerEnded ended && isRunning(before, ended)) {
            board.exited(ended.localRank(), ended.code());
            journal.log(
                    EventName.WORKER_EXIT,
                    "rank",
                    firstRank + ended.localRank(),
                    "local",
                    ended.localRank(),
                    "code",
                    ended.code(),
                    "message",
                    ended.message());
        } else if (event instanceof Event.RunEnded ended && before.phase() != Phase.ENDED) {
            journal.log(
                    EventName.CLOSE,
                    "code",
                    ended.end().code(),
                    "finished",
                    ended.end().isFinished());
        } else if (event instanceof Event.StoreLost lost && before.phase() != Phase.ENDED) {
            journal.log(EventName.STORE_LOST, "message", lost.message(), "final", true);
        }
    }

    private static boolean isRunning(State state, Event.WorkerEnded ended) {
        return state.running().contains(ended.localRank())
                && state.round()
                        .filter(round -> round.number() == ended.round())
                        .isPresent();
    }

    private static boolean isExit(Event event) {
        return event instanceof Event.WorkerEnded;
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
            journal.log(EventName.STOP_BEGIN, "workers", after.running().size());
        } else if (action instanceof Action.Drain) {
            journal.log(EventName.DRAIN);
        } else if (action instanceof Action.End end) {
            hasEnded = true;
            journal.log(EventName.AGENT_END, "code", end.code());
        } else if (action instanceof Action.Say say && say.news() instanceof News.Unhealthy unhealthy) {
            journal.log(
                    EventName.HEALTH,
                    "healthy",
                    false,
                    "failed",
                    unhealthy.failed(),
                    "of",
                    unhealthy.of(),
                    "message",
                    unhealthy.message());
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
        journal.log(EventName.ROUND_SEALED, "rank", rank, "nodes", nodes, "cause", entered.cause());
        if (hadRound) {
            journal.log(
                    EventName.RESTART,
                    "cause",
                    entered.cause(),
                    "restarts",
                    entered.failures(),
                    "changes",
                    entered.changes());
        }
        hadRound = true;
    }

    /** The workers of all nodes are known, and those of this node were started. */
    void started(RoundStart.Arranged ready, List<Long> pids) {
        RankTable now = ready.table();
        journal.node(ready.place().nodeId());
        tellMembers(now, ready.place().cause());
        table = Optional.of(now);
        firstRank = ready.firstRank();
        board.table(now);
        List<WorkerState> workers = new ArrayList<>();
        for (int local = 0; local < pids.size(); local++) {
            workers.add(new WorkerState(local, firstRank + local, pids.get(local), OptionalInt.empty()));
            journal.log(EventName.WORKER_START, "rank", firstRank + local, "local", local, "pid", pids.get(local));
        }
        board.workers(workers);
    }

    /** The backend says how the last round ended, and not for which node. */
    private void tellMembers(RankTable now, String cause) {
        List<String> before = names(table);
        List<String> after = names(Optional.of(now));
        EventName gone = cause.equals("lost") ? EventName.MEMBER_LOST : EventName.MEMBER_LEFT;
        before.stream().filter(node -> !after.contains(node)).forEach(node -> journal.log(gone, "member", node));
        for (int rank = 0; rank < after.size(); rank++) {
            if (!before.contains(after.get(rank))) {
                NodeRow row = now.nodes().get(rank);
                journal.log(
                        EventName.MEMBER_JOINED,
                        "member",
                        row.id(),
                        "rank",
                        rank,
                        "workers",
                        row.workers(),
                        "address",
                        row.address());
            }
        }
    }

    private static List<String> names(Optional<RankTable> nodes) {
        return nodes.map(RankTable::nodes).orElse(List.of()).stream()
                .map(NodeRow::id)
                .toList();
    }

    /** Who is there while this node waits. On any thread. */
    void gathered(Standing.Gathering gathering) {
        boolean wasSpare = board.now().gathering().isSpare();
        board.gathering(gathering);
        if (gathering.isSpare() && !wasSpare) {
            journal.log(EventName.SPARE);
        }
    }

    /** The backend has stopped to answer, or answers again. On any thread. */
    void backend(Optional<String> problem) {
        board.problem(problem);
        problem.ifPresentOrElse(
                message -> journal.log(EventName.STORE_LOST, "message", message, "final", false),
                () -> journal.log(EventName.STORE_BACK));
    }
}
