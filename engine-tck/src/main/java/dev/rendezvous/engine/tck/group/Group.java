package dev.rendezvous.engine.tck.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.tck.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The nodes of one run, those that live and those that have ended. */
final class Group implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String run = "group-" + UUID.randomUUID();
    private final Supplier<RendezvousParameters.Builder> service;
    private final int max;
    private final List<NodeProcess> alive = new ArrayList<>();
    private final List<NodeProcess> all = new ArrayList<>();
    private int started;
    private String circumstances = "";

    /**
     * Makes a group without nodes.
     *
     * @param service names the backend and its endpoint
     * @param max how many nodes a round may have
     */
    Group(Supplier<RendezvousParameters.Builder> service, int max) {
        this.service = service;
        this.max = max;
    }

    private RendezvousParameters.Builder parameters() {
        return service.get()
                .runId(run)
                .nodes(1, max)
                .config("lease", LEASE.toSeconds() + "s")
                .config("heartbeat", "1s")
                .config("last_call", "500ms")
                .config("reform_last_call", "300ms")
                .config("read_timeout", "2s")
                .config("unreachable_timeout", "5m");
    }

    /** Says what a failure message shall tell, such as the seed of the faults. */
    void under(String what) {
        circumstances = what;
    }

    /** Starts a node with a new id, which follows the run. */
    NodeProcess start(String... options) throws IOException {
        started++;
        return startAgain("node-" + started, options);
    }

    /** Starts the next life of a node. */
    NodeProcess startAgain(String name, String... options) throws IOException {
        NodeProcess node = NodeProcess.start(name, parameters(), options);
        alive.add(node);
        all.add(node);
        return node.follow();
    }

    List<NodeProcess> alive() {
        return alive;
    }

    void kill(NodeProcess node) throws InterruptedException {
        alive.remove(node);
        node.kill();
    }

    void leave(NodeProcess node) throws IOException {
        alive.remove(node);
        node.leave();
    }

    /** {@return the round that all living nodes came to be in, and no other node} */
    SeenRound awaitOneRound() throws InterruptedException {
        long start = System.nanoTime();
        while (!isOneRound()) {
            assertThat(System.nanoTime() - start)
                    .as(() -> "time until one round of " + alive.size() + " nodes, " + circumstances + "; they printed "
                            + output())
                    .isLessThan(PATIENCE.toNanos());
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return last(alive.get(0));
    }

    private boolean isOneRound() {
        return alive.stream().noneMatch(node -> node.rounds().isEmpty())
                && last(alive.get(0)).size() == alive.size()
                && alive.stream()
                                .mapToLong(node -> last(node).token())
                                .distinct()
                                .count()
                        == 1
                && alive.stream().allMatch(Group::isInItsLastRound);
    }

    private static boolean isInItsLastRound(NodeProcess node) {
        List<NodeLife.Stay> stays = node.life().stays();
        return stays.get(stays.size() - 1).until() == NodeLife.STILL;
    }

    private static SeenRound last(NodeProcess node) {
        List<SeenRound> rounds = node.rounds();
        return rounds.get(rounds.size() - 1);
    }

    private String output() {
        StringBuilder text = new StringBuilder();
        for (NodeProcess node : alive) {
            List<String> lines = node.lines();
            text.append("\n")
                    .append(node.name())
                    .append(": ")
                    .append(lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        }
        return text.toString();
    }

    /** Closes the run, and waits until every node says so. */
    void closeRun() throws InterruptedException {
        try (RendezvousHandler handler = RendezvousRegistry.discovered(
                        getClass().getClassLoader())
                .createHandler(parameters().build())) {
            handler.closeRun();
        }
        for (NodeProcess node : alive) {
            String end = node.awaitLine("failed");
            assertThat(end).contains("RendezvousClosedException");
        }
    }

    /** {@return what the nodes saw that should not have happened} */
    List<String> violations() {
        return History.violations(all.stream().map(NodeProcess::life).toList());
    }

    int rounds() {
        return (int) all.stream()
                .flatMap(node -> node.rounds().stream())
                .mapToLong(SeenRound::token)
                .distinct()
                .count();
    }

    static void pass(Duration time) throws Exception {
        long start = System.nanoTime();
        Eventually.eventually("time passes", () -> System.nanoTime() - start > time.toNanos());
    }

    @Override
    public void close() {
        all.forEach(NodeProcess::close);
    }
}
