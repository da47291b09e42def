package dev.rendezvous.c10d.cell;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.c10d.rule.Action;
import dev.rendezvous.c10d.rule.Change;
import dev.rendezvous.c10d.rule.Operation;
import dev.rendezvous.c10d.rule.Rules;
import dev.rendezvous.c10d.rule.View;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Carries out the operations of one node: reads the state, asks what to do next, writes the state that results, and begins again with
 * what the store answers. A lost write costs one answer, since that is the state of the winner. For several threads, each of which may run
 * an operation; none of them writes what another one has not read.
 */
public final class Runner {

    /** As long as PyTorch's agents keep a state. */
    private static final Duration CACHED = Duration.ofSeconds(1);

    private final StateCell cell;
    private final Bell bell;
    private final Knowledge knowledge;

    /** Held while a write is under way. */
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * Makes a runner. Nothing is read or written.
     *
     * @param cell with the state
     * @param bell that tells of changes
     * @param me this node
     * @param rules of the run
     * @param clocks of this node
     */
    public Runner(StateCell cell, Bell bell, Node me, Rules rules, Clocks clocks) {
        this.cell = cell;
        this.bell = bell;
        this.knowledge = new Knowledge(me, rules, clocks);
    }

    /**
     * Runs an operation until it has nothing more to do.
     *
     * @param operation of this node
     * @param limit its time
     * @param stopped asked before each write; true ends the operation with an {@link IllegalStateException}
     * @return how it ended
     * @throws InterruptedException if the thread is interrupted; what was written before stays
     */
    public Ended run(Operation operation, TimeLimit limit, BooleanSupplier stopped) throws InterruptedException {
        Patience patience = new Patience();
        Seen seen = cell.read();
        while (true) {
            RunState state = knowledge.of(seen);
            View view = knowledge.view(state, limit.late());
            Action action = operation.next(view);
            if (action == Action.SYNC) {
                checkNotStopped(stopped);
                patience.await(bell, state);
                seen = cell.read();
            } else if (action.isChange()) {
                seen = write(seen, Change.of(action, view), action, patience, stopped);
                if (seen.written() && action == Action.REMOVE_FROM_REDUNDANCY_LIST) {
                    limit.restart();
                }
            } else {
                return new Ended(action, state);
            }
        }
    }

    private static void checkNotStopped(BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            throw new IllegalStateException("this node leaves the run");
        }
    }

    /** A write of which the store has not said whether it was done shows in the state. */
    private Seen write(Seen before, RunState wanted, Action action, Patience patience, BooleanSupplier stopped)
            throws InterruptedException {
        try {
            Seen after = replace(before, wanted, stopped);
            if (after.written()) {
                knowledge.wrote(action);
                patience.reset();
                bell.ring(before.stateOrEmpty(), wanted);
            } else {
                patience.lost();
            }
            return after;
        } catch (RendezvousConnectionException e) {
            if (e.outcome() == RendezvousConnectionException.Outcome.NOT_APPLICABLE) {
                throw e;
            }
            return cell.read();
        }
    }

    private Seen replace(Seen before, RunState wanted, BooleanSupplier stopped) throws InterruptedException {
        writing.lockInterruptibly();
        try {
            checkNotStopped(stopped);
            return cell.replace(before, wanted);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Waits until no write is under way, so that each later one is asked whether this node has stopped.
     *
     * @param limit how long to wait at most
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitWrites(Duration limit) throws InterruptedException {
        if (writing.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            writing.unlock();
        }
    }

    /** {@return how long this node need not say that it is there; zero or less if it must} */
    public Duration untilBeat() {
        return knowledge.untilBeat();
    }

    /**
     * {@return the state, which may have been read up to a second ago}
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public RunState recent() throws InterruptedException {
        Optional<RunState> known = knowledge.within(CACHED);
        return known.isPresent() ? known.get() : fresh();
    }

    /**
     * {@return the state as it is now}
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public RunState fresh() throws InterruptedException {
        return knowledge.of(cell.read());
    }

    /**
     * Waits until the state changes, as far as this node hears of it.
     *
     * @param seen the state that it has seen
     * @param limit how long to wait at most
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitChange(RunState seen, Duration limit) throws InterruptedException {
        bell.await(seen, limit);
    }
}
