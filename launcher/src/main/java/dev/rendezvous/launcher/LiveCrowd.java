package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.launcher.status.Standing;
import dev.rendezvous.launcher.status.Viewers;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Asks the backend every few seconds which nodes are there, while a client follows the status of this agent, and not otherwise. */
final class LiveCrowd implements AutoCloseable {

    private static final long TICK_MILLIS = 1_000;
    private static final Duration WHILE_WAITING = Duration.ofSeconds(2);
    private static final Duration IN_ROUND = Duration.ofSeconds(5);

    private final Meeting meeting;
    private final AgentEvents seen;
    private final Viewers viewers;
    private final Supplier<List<String>> lastNodes;
    private final Thread thread = new Thread(this::run, "rdzv-viewers");

    LiveCrowd(Meeting meeting, AgentEvents seen, Viewers viewers, Supplier<List<String>> lastNodes) {
        this.meeting = meeting;
        this.seen = seen;
        this.viewers = viewers;
        this.lastNodes = lastNodes;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long asked = System.nanoTime() - IN_ROUND.toNanos();
        try {
            while (true) {
                Standing now = seen.standing();
                Duration each = now.isWaiting() ? WHILE_WAITING : IN_ROUND;
                if (viewers.areThere() && System.nanoTime() - asked >= each.toNanos()) {
                    look(now);
                    asked = System.nanoTime();
                }
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException | IllegalStateException ended) {
            // The agent ends, or its handler is closed, which is the same.
            return;
        }
    }

    private void look(Standing now) throws InterruptedException {
        try {
            Meeting.Crowd crowd = meeting.crowd();
            if (crowd.nodes().isEmpty()) {
                return;
            }
            if (now.isWaiting()) {
                List<String> missing = without(lastNodes.get(), crowd.nodes());
                seen.gathered(new Standing.Gathering(crowd.nodes(), missing, crowd.isFull()));
            } else {
                now.round()
                        .table()
                        .ifPresent(table -> seen.outside(now.round().number(), without(crowd.nodes(), names(table))));
            }
        } catch (RendezvousException away) {
            // The status page says that the backend does not answer.
            return;
        }
    }

    private static List<String> names(RankTable table) {
        return table.nodes().stream().map(NodeRow::id).toList();
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
