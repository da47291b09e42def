package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.launcher.report.Report;
import dev.rendezvous.launcher.status.Standing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Prints each ten seconds which nodes are there, while the node waits for others. */
final class Crowd implements AutoCloseable {

    private static final Duration EACH = Duration.ofSeconds(10);

    private final Meeting meeting;
    private final Report report;
    private final Supplier<List<String>> lastNodes;
    private final Consumer<Standing.Gathering> gathered;
    private final Thread thread = new Thread(this::run, "rdzv-progress");
    private long since;
    private long told;
    private boolean isWaiting;

    Crowd(Meeting meeting, Report report, Supplier<List<String>> lastNodes, Consumer<Standing.Gathering> gathered) {
        this.meeting = meeting;
        this.report = report;
        this.lastNodes = lastNodes;
        this.gathered = gathered;
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void isWaiting(boolean now) {
        if (now != isWaiting) {
            isWaiting = now;
            since = System.nanoTime();
            told = 0;
            notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                tell(await());
            }
        } catch (InterruptedException | IllegalStateException ended) {
            // The agent ends, or its handler is closed, which is the same.
            return;
        }
    }

    /** {@return for how long the node has waited, when it is time to say so} */
    private synchronized Duration await() throws InterruptedException {
        while (true) {
            long waited = System.nanoTime() - since;
            long due = EACH.toNanos() * (told + 1);
            if (!isWaiting) {
                wait();
            } else if (waited < due) {
                TimeUnit.NANOSECONDS.timedWait(this, due - waited);
            } else {
                told++;
                return Duration.ofNanos(due);
            }
        }
    }

    private synchronized boolean stillWaits() {
        return isWaiting;
    }

    private void tell(Duration waited) throws InterruptedException {
        try {
            Meeting.Crowd crowd = meeting.crowd();
            List<String> there = crowd.nodes();
            List<String> missing = lastNodes.get().stream()
                    .filter(node -> !there.contains(node))
                    .toList();
            if (there.isEmpty() || !stillWaits()) {
                return;
            }
            gathered.accept(new Standing.Gathering(there, missing, crowd.isFull()));
            if (crowd.isFull()) {
                report.spare(waited);
            } else {
                report.waiting(there, missing, waited);
            }
        } catch (RendezvousException away) {
            // The call that waits for the round says so when its patience is over.
            return;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
