package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How rank 0 gathers a round: it waits for the claims of all ranks, and then writes down whose they are. At that moment the round
 * begins. A node that is not written down is not in it.
 */
final class Gathering {

    /** How often rank 0, which serves the store itself, looks whether the run was closed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RunStore run;
    private final StaticSettings settings;
    private final String claim;
    private volatile int round;

    Gathering(RunStore run, StaticSettings settings, String claim) {
        this.run = run;
        this.settings = settings;
        this.claim = claim;
    }

    /** {@return the round for which rank 0 waits or waited; 0 before} From any thread. */
    int round() {
        return round;
    }

    /**
     * {@return the number of the round that begins}
     *
     * @throws RendezvousTimeoutException naming the ranks that are missing when the time is over
     * @throws RendezvousClosedException if the run is closed
     */
    int meet(Deadline deadline) throws InterruptedException {
        run.begin();
        checkNotClosed();
        round = run.nextRound();
        run.replaceClaim(round, 0, run.claim(round, 0), claim);
        List<String> members = members(deadline);
        while (members.isEmpty()) {
            checkNotClosed();
            if (deadline.isOver()) {
                Absence absence = run.absence(round);
                throw new RendezvousTimeoutException(StaticMessages.incomplete(settings, absence), absence.ranks());
            }
            members = members(deadline);
        }
        if (!run.decide(round, new RoundOutcome.Begun(members))) {
            checkNotClosed();
        }
        return round;
    }

    /** {@return whose the claims are; empty if some are missing} The claim of a node that has died is removed. */
    private List<String> members(Deadline deadline) throws InterruptedException {
        if (!run.awaitClaims(round, deadline.leftUpTo(LOOK))) {
            return List.of();
        }
        List<Integer> gone = run.gone(round);
        List<String> members = new ArrayList<>();
        for (int rank = 0; rank < settings.worldSize(); rank++) {
            Optional<String> found = run.claim(round, rank);
            if (found.isPresent() && gone.contains(rank)) {
                run.giveUp(round, rank, found.get());
            } else {
                found.ifPresent(members::add);
            }
        }
        return members.size() == settings.worldSize() ? members : List.of();
    }

    private void checkNotClosed() throws InterruptedException {
        Optional<String> by = run.closedBy();
        if (by.isPresent()) {
            throw new RendezvousClosedException(
                    StaticMessages.runClosed(settings), by.get(), StaticMessages.CLOSE_REASON);
        }
    }
}
