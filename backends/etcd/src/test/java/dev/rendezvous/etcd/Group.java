package dev.rendezvous.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that meet again and again, each on a thread of its own. What they return is compared: a seat, which is a token and a rank, belongs
 * to one node; a token has one size; the tokens of a node grow.
 */
final class Group implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RendezvousParameters parameters;
    private final Deque<Node> nodes = new ArrayDeque<>();
    private final Map<String, Node> seats = new ConcurrentHashMap<>();
    private final Map<Long, Integer> sizes = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private volatile boolean tokensGrow = true;

    Group(RendezvousParameters.Builder builder, int size) {
        this.parameters = builder.nodes(1, size)
                .config(Map.of(
                        "lease",
                        LEASE.toSeconds() + "s",
                        "heartbeat",
                        "1s",
                        "last_call",
                        "1s",
                        "reform_last_call",
                        "500ms",
                        "unreachable_timeout",
                        "5m"))
                .build();
        for (int i = 0; i < size; i++) {
            nodes.add(new Node());
        }
    }

    private final class Node implements AutoCloseable {
        private final RendezvousHandler handler = EtcdBackend.create(parameters);
        private final Thread thread = new Thread(this::run, "node of a test");
        private volatile @Nullable RendezvousInfo last;
        private volatile boolean left;

        Node() {
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            try {
                while (!left) {
                    RendezvousInfo info = handler.nextRendezvous();
                    record(this, info);
                    last = info;
                    while (!handler.awaitChange(Duration.ofMillis(500))) {
                        if (left) {
                            return;
                        }
                    }
                }
            } catch (RendezvousConnectionException e) {
                problems.add("a node gave up: " + e);
            } catch (RuntimeException e) {
                if (!left) {
                    problems.add("a node failed: " + e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            left = true;
            handler.close();
        }
    }

    private void record(Node node, RendezvousInfo info) {
        long token = info.token().orElseThrow();
        if (!tokensGrow) {
            return;
        }
        Node other = seats.putIfAbsent(token + "/" + info.rank(), node);
        if (other != null && !Objects.equals(other, node)) {
            problems.add("two nodes have rank " + info.rank() + " with token " + token);
        }
        Integer size = sizes.putIfAbsent(token, info.worldSize());
        if (size != null && size != info.worldSize()) {
            problems.add("token " + token + " has sizes " + size + " and " + info.worldSize());
        }
        RendezvousInfo before = node.last;
        if (before != null && before.token().orElseThrow() >= token) {
            problems.add("token " + token + " follows " + before.token());
        }
    }

    /** The service has lost its memory, and its versions with it. */
    void forgetTokens() {
        tokensGrow = false;
    }

    void leaveOne() {
        nodes.removeFirst().close();
    }

    /** Waits until all nodes are in one round, which has just them. */
    void awaitOneRound() throws InterruptedException {
        long start = System.nanoTime();
        while (!isOneRound()) {
            assertThat(problems).isEmpty();
            assertThat(System.nanoTime() - start)
                    .as("time until one round of %s nodes", nodes.size())
                    .isLessThan(PATIENCE.toNanos());
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(problems).isEmpty();
    }

    private boolean isOneRound() {
        List<RendezvousInfo> infos =
                nodes.stream().map(node -> node.last).filter(Objects::nonNull).toList();
        return infos.size() == nodes.size()
                && infos.stream().map(RendezvousInfo::token).distinct().count() == 1
                && infos.get(0).worldSize() == nodes.size();
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
