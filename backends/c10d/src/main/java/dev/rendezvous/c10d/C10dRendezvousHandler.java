package dev.rendezvous.c10d;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.c10d.rule.Action;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Meets the agents of a job of PyTorch's {@code torchrun}, and other nodes of a JVM, in the state that PyTorch's c10d backend keeps in its
 * store. The agents cannot tell a node of a JVM from one of their own.
 *
 * <p>All nodes must be told the release of PyTorch that the job uses, since its states differ. What another release wrote is refused: one
 * write that the other agents cannot read ends their job.
 *
 * <p>A node connects, and hosts the store if that is its part, when it first needs it. A node that hosts the store ends it when it closes
 * its handler: up to the config value {@code linger} later, while other nodes are connected. A node that closes its handler takes
 * itself out of the state, for which it tries up to two seconds.
 */
final class C10dRendezvousHandler implements RendezvousHandler {

    private static final System.Logger LOGGER = System.getLogger(C10dRendezvousHandler.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final C10dSettings settings;
    private final Node me;
    private final StoreHost host;
    private final WorkersStore workers;
    private final KeepAlive keepAlive;
    private @Nullable Membership membership;
    private volatile @Nullable RunState joined;
    private volatile boolean runClosed;
    private volatile boolean closed;

    C10dRendezvousHandler(C10dSettings settings, MachineName machine, Node me) {
        this.settings = settings;
        this.me = me;
        this.host = new StoreHost(settings, machine);
        this.workers = new WorkersStore(settings, me, machine);
        this.keepAlive = new KeepAlive(
                "RendezvousKeepAliveTimer_" + me.localId(),
                () -> membership().untilBeat(),
                () -> membership().beat());
        if (settings.family() == Family.V2_3) {
            LOGGER.log(System.Logger.Level.WARNING, C10dMessages.restartsClose(settings));
        }
    }

    @Override
    public String backend() {
        return settings.backend();
    }

    @Override
    public String runId() {
        return settings.runId();
    }

    /** {@inheritDoc} From PyTorch 2.4 on it also waits for rank 0 to name the store of the workers, up to {@code read_timeout}. */
    @Override
    public RendezvousInfo nextRendezvous() throws InterruptedException {
        return open(open -> {
            keepAlive.stop();
            boolean entered = false;
            try {
                RendezvousInfo info = enter(open);
                entered = true;
                return info;
            } finally {
                if (!entered && !closed) {
                    keepAlive.stop();
                    joined = null;
                    open.leave();
                }
            }
        });
    }

    private RendezvousInfo enter(Membership open) throws InterruptedException {
        while (true) {
            RunState state = open.meet();
            joined = state;
            keepAlive.start();
            Optional<BootstrapStoreInfo> place = workers.isNamed()
                    ? workers.place(state, open.masters(), () -> open.isOver(state))
                    : Optional.empty();
            if (place.isPresent() || !workers.isNamed()) {
                return info(open, state, place);
            }
            keepAlive.stop();
        }
    }

    private RendezvousInfo info(Membership open, RunState state, Optional<BootstrapStoreInfo> place) {
        RendezvousInfo.Builder info = RendezvousInfo.builder(
                        open.keys().under(settings.roundPrefix(state.round())),
                        state.participants().getOrDefault(me, -1),
                        state.participants().size())
                .round(state.round() + 1)
                .members(() -> members(state.round()));
        place.ifPresent(info::bootstrapStore);
        return info.build();
    }

    private List<Member> members(long round) throws InterruptedException {
        RunState state = open(Membership::fresh);
        if (state.round() != round) {
            return List.of();
        }
        return state.participants().entrySet().stream()
                .map(entry -> new Member(
                        entry.getValue(),
                        entry.getKey().toString(),
                        Optional.of(entry.getKey().address()),
                        Map.of()))
                .sorted(Comparator.comparingInt(Member::rank))
                .toList();
    }

    /**
     * {@inheritDoc} Nodes that a full round has no room for are not counted: a new round would not take them either.
     */
    @Override
    public int numNodesWaiting() throws InterruptedException {
        return open(open -> open.waiting(open.recent(), joined));
    }

    @Override
    public boolean awaitChange(Duration timeout) throws InterruptedException {
        return open(open -> {
            long end = System.nanoTime() + timeout.toNanos();
            while (true) {
                RunState state = open.fresh();
                if (state.closed() || open.waiting(state, joined) > 0) {
                    return true;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                open.awaitChange(state, Duration.ofNanos(Math.min(left, LOOK.toNanos())));
                checkOpen();
            }
        });
    }

    @Override
    public boolean isRunClosed() throws InterruptedException {
        return open(open -> runClosed || open.recent().closed());
    }

    @Override
    public void closeRun() throws InterruptedException {
        open(open -> {
            if (open.close() == Action.ERROR_TIMEOUT) {
                throw new RendezvousTimeoutException(C10dMessages.notClosed(settings));
            }
            runClosed = true;
            return true;
        });
    }

    @Override
    public boolean usesAgentStore() {
        return workers.isShared();
    }

    @Override
    public boolean shutdown() throws InterruptedException {
        if (closed) {
            return runClosed;
        }
        try {
            closeRun();
            return true;
        } catch (RendezvousException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot close run " + settings.runId() + ": " + e.getMessage());
            return false;
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        Membership open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = membership;
        }
        boolean interrupted = Thread.interrupted();
        try {
            keepAlive.stop();
            if (open != null) {
                // An ended job needs no room for others.
                open.leaveForGood(runClosed);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (open != null) {
                open.disconnect();
            }
            workers.close();
            host.close(!interrupted);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Use<T> {
        T of(Membership open) throws InterruptedException;
    }

    /** Connects if this node has not, and has a close on another thread end the call as the contract says. */
    private <T> T open(Use<T> use) throws InterruptedException {
        try {
            return use.of(connected());
        } catch (RendezvousClosedException e) {
            runClosed = true;
            throw e;
        } catch (IllegalStateException | RendezvousConnectionException e) {
            checkOpen();
            throw e;
        }
    }

    private synchronized Membership connected() {
        checkOpen();
        Membership open = membership;
        if (open == null) {
            open = new Membership(settings, me, new Connection(settings, me, host.open()), () -> closed);
            membership = open;
        }
        return open;
    }

    private synchronized Membership membership() {
        Membership open = membership;
        if (open == null) {
            throw new IllegalStateException("this node has not connected");
        }
        return open;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(C10dMessages.handlerClosed(settings));
        }
    }
}
