package dev.rendezvous.launcher.status;

import dev.rendezvous.launcher.store.RankTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps what the agent knows now, for threads that show it. Thread-safe. */
public final class Board {

    private final Standing.Identity identity;
    private String phase = "new";
    private Standing.RoundState round = Standing.RoundState.none();
    private Standing.Gathering gathering = Standing.Gathering.none();
    private List<WorkerState> workers = new ArrayList<>();
    private Optional<String> problem = Optional.empty();

    /**
     * Makes a board.
     *
     * @param identity what does not change
     */
    public Board(Standing.Identity identity) {
        this.identity = identity;
    }

    /** {@return what is known now} */
    public synchronized Standing now() {
        return new Standing(identity, phase, round, gathering, workers, problem);
    }

    /**
     * The agent does something else.
     *
     * @param next what, in lower case
     */
    public synchronized void phase(String next) {
        if (next.equals(Standing.WAITING) != phase.equals(Standing.WAITING)) {
            gathering = Standing.Gathering.none();
        }
        phase = next;
    }

    /**
     * The agent is in a round; its ranks are not known yet.
     *
     * @param entered the round
     */
    public synchronized void round(Standing.RoundState entered) {
        round = entered;
        gathering = Standing.Gathering.none();
        workers = new ArrayList<>();
    }

    /**
     * The ranks are known, and the workers of this node were started.
     *
     * @param table all nodes
     * @param started the workers of this node
     */
    public synchronized void started(RankTable table, List<WorkerState> started) {
        round = round.with(table);
        workers = new ArrayList<>(started);
    }

    /**
     * A worker has ended.
     *
     * @param local its number on this node
     * @param code its exit code
     */
    public synchronized void exited(int local, int code) {
        workers.replaceAll(worker -> worker.local() == local
                ? new WorkerState(local, worker.rank(), worker.pid(), OptionalInt.of(code))
                : worker);
    }

    /**
     * The node waits for others. The answer is older than this call, and the node may not wait any more.
     *
     * @param seen which nodes are there
     */
    public synchronized void gathering(Standing.Gathering seen) {
        if (phase.equals(Standing.WAITING)) {
            gathering = seen;
        }
    }

    /**
     * The node is in a round, and others are not. That was asked before, and the round may be over.
     *
     * @param asked the round
     * @param outside the nodes that are there and not in it
     */
    public synchronized void outside(long asked, List<String> outside) {
        if (!phase.equals(Standing.WAITING) && round.number() == asked) {
            gathering = new Standing.Gathering(outside, List.of(), false);
        }
    }

    /**
     * The backend answers, or does not.
     *
     * @param found why it does not answer; empty if it does
     */
    public synchronized void problem(Optional<String> found) {
        problem = found;
    }
}
