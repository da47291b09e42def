package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a node other than rank 0 joins a round: it claims its rank, and waits until rank 0 has written down the nodes of the round. */
final class Joining {

    /** How often a node that waits looks whether its claim is still there, as it is not after a restart of rank 0. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** How long a server may take to notice that the connection of a process that has just died has ended. */
    private static final Duration NOTICE = Duration.ofSeconds(1);

    /** Tells the server that this node is present. */
    interface Attendance {

        /** Has the server write the claim when the connection of this node ends. */
        void announce(int round, String claim) throws InterruptedException;
    }

    /**
     * A claim that a node has made.
     *
     * @param text what only this node has set, and only once
     */
    record Claim(int round, String text) {}

    private final RunStore run;
    private final StaticSettings settings;
    private final Attendance attendance;
    private volatile @Nullable Claim claim;
    private volatile Optional<String> otherRun = Optional.empty();
    private volatile boolean reached;

    Joining(RunStore run, StaticSettings settings, Attendance attendance) {
        this.run = run;
        this.settings = settings;
        this.attendance = attendance;
    }

    /** {@return the latest claim; empty before the first one} From any thread. */
    Optional<Claim> claim() {
        return Optional.ofNullable(claim);
    }

    /** {@return what is known of rank 0 where its store cannot be reached any more; empty if nothing is} From any thread. */
    String knowledge() {
        if (reached) {
            return StaticMessages.HOST_LOST;
        }
        return otherRun.map(StaticMessages::otherRun).orElse("");
    }

    /**
     * {@return the number of the round that begins}
     *
     * @throws RendezvousTimeoutException naming the ranks that are missing when the time is over
     * @throws RendezvousStateException if another node has the rank, or if rank 0 was told another number of nodes
     * @throws RendezvousClosedException if the run is closed
     */
    int meet(Deadline deadline) throws InterruptedException {
        while (true) {
            awaitHost(deadline);
            int round = run.nextRound();
            checkMayBegin(round);
            String mine = takeRank(round);
            // A close that comes after this look decides the round for which this node waits.
            checkNotClosed();
            Optional<RoundOutcome> outcome = awaitOutcome(round, mine, deadline);
            if (outcome.isPresent()) {
                return accept(outcome.get(), round, mine);
            }
        }
    }

    /** A round that begins at this moment is one that this node cannot be in; it finds that out as it waits. */
    private void checkMayBegin(int round) throws InterruptedException {
        Optional<RoundOutcome> before = run.outcome(round);
        if (before.isPresent() && !(before.get() instanceof RoundOutcome.Begun)) {
            accept(before.get(), round, "");
        }
    }

    private void awaitHost(Deadline deadline) throws InterruptedException {
        otherRun = run.otherRun();
        Optional<String> size = run.awaitSize(deadline.leftUpTo(settings.joinTimeout()));
        if (size.isEmpty()) {
            otherRun = run.otherRun();
            throw new RendezvousTimeoutException(StaticMessages.noRun(settings, otherRun), StaticMessages.HOST);
        }
        reached = true;
        checkNotClosed();
        if (!size.get().equals(Integer.toString(settings.worldSize()))) {
            throw new RendezvousStateException(StaticMessages.sizesDiffer(settings, size.get()));
        }
    }

    /** {@return the claim of this node, which is the only one of its rank} */
    private String takeRank(int round) throws InterruptedException {
        String mine = UUID.randomUUID().toString();
        attendance.announce(round, mine);
        Optional<String> other = run.claim(round, settings.rank());
        while (!(isFree(round, other) && run.replaceClaim(round, settings.rank(), other, mine))) {
            other = run.claim(round, settings.rank());
        }
        claim = new Claim(round, mine);
        run.arrive(round);
        return mine;
    }

    /**
     * {@return whether no connected node has claimed the rank}
     *
     * @throws RendezvousStateException if one has
     */
    private boolean isFree(int round, Optional<String> other) throws InterruptedException {
        if (other.isEmpty() || run.isGone(round, settings.rank(), other.get())) {
            return true;
        }
        run.awaitGone(round, settings.rank(), NOTICE);
        if (run.isGone(round, settings.rank(), other.get())) {
            return true;
        }
        if (other.equals(run.claim(round, settings.rank()))) {
            throw new RendezvousStateException(StaticMessages.rankTaken(settings));
        }
        return false;
    }

    /** {@return the outcome; empty if the claim is gone, as when rank 0 was started again with an empty store} */
    private Optional<RoundOutcome> awaitOutcome(int round, String mine, Deadline deadline) throws InterruptedException {
        while (!run.awaitOutcome(round, deadline.leftUpTo(LOOK))) {
            Optional<String> found = run.claim(round, settings.rank());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (!found.get().equals(mine)) {
                throw new RendezvousStateException(StaticMessages.rankTaken(settings));
            }
            if (deadline.isOver()) {
                Absence absence = run.absence(round);
                throw new RendezvousTimeoutException(StaticMessages.incomplete(settings, absence), absence.ranks());
            }
        }
        return run.outcome(round);
    }

    private int accept(RoundOutcome outcome, int round, String mine) {
        if (outcome instanceof RoundOutcome.Ended ended) {
            throw new RendezvousTimeoutException(StaticMessages.hostGaveUp(settings, ended.reason()));
        }
        if (outcome instanceof RoundOutcome.Closed closed) {
            throw closed(closed.by());
        }
        if (outcome instanceof RoundOutcome.Begun begun
                && !begun.claims().get(settings.rank()).equals(mine)) {
            throw new RendezvousStateException(StaticMessages.rankTaken(settings));
        }
        return round;
    }

    private void checkNotClosed() throws InterruptedException {
        Optional<String> by = run.closedBy();
        if (by.isPresent()) {
            throw closed(by.get());
        }
    }

    private RendezvousClosedException closed(String by) {
        return new RendezvousClosedException(StaticMessages.runClosed(settings), by, StaticMessages.CLOSE_REASON);
    }
}
