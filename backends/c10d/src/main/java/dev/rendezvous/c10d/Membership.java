package dev.rendezvous.c10d;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.c10d.cell.Clocks;
import dev.rendezvous.c10d.cell.Ended;
import dev.rendezvous.c10d.cell.Runner;
import dev.rendezvous.c10d.cell.TimeLimit;
import dev.rendezvous.c10d.rule.Action;
import dev.rendezvous.c10d.rule.Operation;
import dev.rendezvous.c10d.rule.Operations;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A node that is connected to the store of its run: what it does there, and what that says to the program. */
final class Membership {

    private static final System.Logger LOGGER = System.getLogger(Membership.class.getName());

    private final C10dSettings settings;
    private final Node me;
    private final Connection connection;
    private final Masters masters;
    private final BooleanSupplier isClosed;

    Membership(C10dSettings settings, Node me, Connection connection, BooleanSupplier isClosed) {
        this.settings = settings;
        this.me = me;
        this.connection = connection;
        this.masters = new Masters(settings, connection.keys());
        this.isClosed = isClosed;
    }

    TcpStoreClient keys() {
        return connection.keys();
    }

    Masters masters() {
        return masters;
    }

    /**
     * {@return a complete round with this node}
     *
     * @throws RendezvousClosedException if the run is closed
     * @throws RendezvousGracefulExitException if it is, and this node only stood by
     * @throws RendezvousTimeoutException if there is no such round in time
     */
    RunState meet() throws InterruptedException {
        Runner runner = connection.runner();
        TimeUnit.NANOSECONDS.sleep(
                Skew.before(runner.recent(), ThreadLocalRandom.current()).toNanos());
        TimeLimit limit = limit(settings.times().join());
        checkTime(runner.run(Operations::exit, limit, isClosed));
        Ended joined = runner.run(Operations::join, limit, isClosed);
        checkTime(joined);
        if (joined.action() == Action.ERROR_CLOSED) {
            throw new RendezvousClosedException(C10dMessages.runClosed(settings));
        }
        if (joined.action() == Action.GRACEFUL_EXIT) {
            throw new RendezvousGracefulExitException(C10dMessages.notNeeded(settings));
        }
        return checked(joined.state());
    }

    private void checkTime(Ended ended) {
        if (ended.action() == Action.ERROR_TIMEOUT) {
            throw new RendezvousTimeoutException(C10dMessages.incomplete(
                    settings, ended.state(), settings.times().join()));
        }
    }

    /** The rank in the state counts, also if another node wrote it. */
    private RunState checked(RunState state) {
        int rank = state.participants().getOrDefault(me, -1);
        int size = state.participants().size();
        if (rank < 0 || rank >= size) {
            throw new RendezvousStateException(C10dMessages.badRank(settings, me, rank, size));
        }
        return state;
    }

    /** Tells the others that this node is there. */
    void beat() throws InterruptedException {
        connection.runner().run(Operations::keepAlive, limit(settings.times().heartbeat()), isClosed);
    }

    Duration untilBeat() {
        return connection.runner().untilBeat();
    }

    /** {@return how it ended} Closes the run. */
    Action close() throws InterruptedException {
        return connection
                .runner()
                .run(Operations::close, limit(settings.times().close()), isClosed)
                .action();
    }

    /** Takes this node out of the state, if the store can be reached; else the others find out by themselves. */
    void leave() throws InterruptedException {
        if (!connection.isOpen()) {
            return;
        }
        Operation leave = Operations::leave;
        try {
            connection.runner().awaitWrites(connection.brevity());
            connection.briefRunner().run(leave, limit(connection.brevity()), () -> false);
        } catch (RendezvousException | IllegalStateException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "this node could not leave run " + settings.runId(), e);
        }
    }

    RunState recent() throws InterruptedException {
        return connection.runner().recent();
    }

    RunState fresh() throws InterruptedException {
        return connection.runner().fresh();
    }

    void awaitChange(RunState seen, Duration limit) throws InterruptedException {
        connection.runner().awaitChange(seen, limit);
    }

    /** {@return whether a round is over: another one has begun, nodes wait, or the run is closed} */
    boolean isOver(RunState round) throws InterruptedException {
        RunState state = recent();
        return state.closed() || waiting(state, round) > 0;
    }

    /**
     * {@return how many nodes a new round would take in; also if the round of this node is over}
     *
     * @param joined the round of this node; null if it is in none
     */
    int waiting(RunState state, @Nullable RunState joined) {
        boolean over = joined != null && (state.round() != joined.round() || !state.complete());
        if (over && !state.closed()) {
            // The others took this node for dead, and meet without it.
            return Math.max(1, state.participants().size());
        }
        int room = Math.max(0, settings.rules().max() - state.participants().size());
        return Math.min(state.waitList().size(), room);
    }

    private static TimeLimit limit(Duration length) {
        return TimeLimit.of(Clocks.SYSTEM, length);
    }

    /** Ends what waits for a change, and takes this node out of the state unless its connection is lost. */
    void leaveForGood(boolean runClosed) throws InterruptedException {
        connection.wake();
        connection.stopConnecting();
        if (!runClosed) {
            leave();
        }
    }

    void disconnect() {
        connection.close();
    }
}
