package dev.rendezvous.launcher.status;

import dev.rendezvous.launcher.store.RankTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps what the agent knows now, for threads that show it. Thread-safe. */
public final class Board {

    private static final String WAITING = "joining";

    private Standing now;

    /**
     * Makes a board.
     *
     * @param identity what does not change
     */
    public Board(Standing.Identity identity) {
        now = new Standing(
                identity, "new", Standing.RoundState.none(), Standing.Gathering.none(), List.of(), Optional.empty());
    }

    /** {@return what is known now} */
    public synchronized Standing now() {
        return now;
    }

    /**
     * The agent does something else.
     *
     * @param phase what
     */
    public synchronized void phase(String phase) {
        Standing.Gathering gathering = phase.equals(WAITING) ? now.gathering() : Standing.Gathering.none();
        now = new Standing(now.identity(), phase, now.round(), gathering, now.workers(), now.problem());
    }

    /**
     * The agent is in a round; its ranks are not known yet.
     *
     * @param round the round
     */
    public synchronized void round(Standing.RoundState round) {
        now = new Standing(now.identity(), now.phase(), round, Standing.Gathering.none(), List.of(), now.problem());
    }

    /**
     * The ranks are known.
     *
     * @param table all nodes
     */
    public synchronized void table(RankTable table) {
        Standing.RoundState old = now.round();
        Standing.RoundState round = new Standing.RoundState(
                old.number(),
                old.token(),
                old.nodeRank(),
                old.nodes(),
                old.restarts(),
                old.changes(),
                Optional.of(table));
        now = new Standing(now.identity(), now.phase(), round, now.gathering(), now.workers(), now.problem());
    }

    /**
     * The node waits for others. Who is there was asked before, and the node may not wait any more.
     *
     * @param gathering who is there
     */
    public synchronized void gathering(Standing.Gathering gathering) {
        if (!now.phase().equals(WAITING)) {
            return;
        }
        now = new Standing(now.identity(), now.phase(), now.round(), gathering, now.workers(), now.problem());
    }

    /**
     * The workers were started.
     *
     * @param workers all of them
     */
    public synchronized void workers(List<WorkerState> workers) {
        now = new Standing(now.identity(), now.phase(), now.round(), now.gathering(), workers, now.problem());
    }

    /**
     * A worker has ended.
     *
     * @param local its number on this node
     * @param code its exit code
     */
    public synchronized void exited(int local, int code) {
        List<WorkerState> workers = new ArrayList<>(now.workers());
        workers.replaceAll(worker -> worker.local() == local
                ? new WorkerState(local, worker.rank(), worker.pid(), OptionalInt.of(code))
                : worker);
        workers(workers);
    }

    /**
     * The backend answers, or does not.
     *
     * @param problem why it does not answer; empty if it does
     */
    public synchronized void problem(Optional<String> problem) {
        now = new Standing(now.identity(), now.phase(), now.round(), now.gathering(), now.workers(), problem);
    }
}
