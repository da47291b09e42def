package dev.rendezvous.fixed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How rank 0 keeps its store, while it closes, for nodes that still need it. */
final class Lingering {

    /** How often rank 0, which serves the store itself, looks whether the others are still connected. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** How long to wait for a node to come back when no node is connected: a lost connection is soon made again. */
    private static final Duration ALONE = Duration.ofSeconds(1);

    /** How long to wait for a node that is connected and has not yet claimed its rank, so that it is told too. */
    private static final Duration JOINING = Duration.ofSeconds(2);

    private final RunStore run;
    private final BooleanSupplier isAlone;

    /**
     * Prepares to keep the store.
     *
     * @param isAlone whether only the caller is connected to the store
     */
    Lingering(RunStore run, BooleanSupplier isAlone) {
        this.run = run;
        this.isAlone = isAlone;
    }

    /** Tells the nodes that wait for a round why it does not begin. */
    void giveUp(int round, String reason) throws InterruptedException {
        run.decide(round, new RoundOutcome.Ended(reason));
    }

    /**
     * Waits until all others have left the round, if there was one, and, if no further round begins, until none waits for one; or until
     * no other node has been connected for a second.
     *
     * @return whether all have left
     */
    boolean untilOthersLeft(int round, Deadline deadline) throws InterruptedException {
        int next = run.nextRound();
        boolean isOver = run.outcome(next).isPresent() || run.closedBy().isPresent();
        Deadline joining = Deadline.after(JOINING);
        Deadline comingBack = Deadline.after(ALONE);
        while (true) {
            boolean alone = isAlone.getAsBoolean();
            boolean told = !isOver || (run.waiting(next, 1) == 0 && (alone || joining.isOver()));
            if (told && (round == 0 || run.awaitOthersLeft(round, deadline.leftUpTo(LOOK)))) {
                return true;
            }
            if (deadline.isOver() || (alone && comingBack.isOver())) {
                return false;
            }
            if (!alone) {
                comingBack = Deadline.after(ALONE);
            }
            TimeUnit.NANOSECONDS.sleep(deadline.leftUpTo(LOOK).toNanos());
        }
    }
}
