package dev.rendezvous.fixed;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The nodes of a run as real processes, some of which die. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StaticProcessesTest {

    private static final String CLAIM = "rendezvous/static/run/round/1/rank/1";

    private final List<JavaProcess> started = new ArrayList<>();
    private final String endpoint = "localhost:" + FreePort.find();

    @AfterEach
    void killNodes() throws InterruptedException {
        for (JavaProcess node : started) {
            node.kill();
        }
    }

    @Test
    void threeProcessesMeetInAnyOrder() throws Exception {
        List<JavaProcess> nodes = List.of(start(2, 3, "1m"), start(1, 3, "1m"), start(0, 3, "1m"));
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(nodes.get(i).nextLine()).isEqualTo("rank " + (2 - i) + " of 3");
            assertThat(nodes.get(i).nextLine()).isEqualTo("pids " + pids(nodes));
        }
        // The host first, which has to wait for the others.
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).endInput();
        }
        for (JavaProcess node : nodes) {
            assertThat(node.exitCode()).isZero();
        }
    }

    @Test
    void loneProcessNamesTheMissingOne() throws Exception {
        JavaProcess host = start(0, 2, "300ms");
        assertThat(host.nextLine()).contains("ranks [1] are missing");
        assertThat(host.exitCode()).isEqualTo(StaticNode.TIMED_OUT);

        JavaProcess member = start(1, 2, "300ms");
        assertThat(member.nextLine()).contains("rank 0, which hosts the store", "is missing", endpoint);
        assertThat(member.exitCode()).isEqualTo(StaticNode.TIMED_OUT);
    }

    @Test
    void processThatDiedWhileItWaitedIsReplaced() throws Exception {
        List<JavaProcess> nodes = new ArrayList<>(List.of(start(0, 3, "1m")));
        JavaProcess victim = start(1, 3, "1m");
        try (TcpStoreClient look =
                TcpStoreClient.builder(Endpoint.parse(endpoint)).connect()) {
            byte[] claim = look.get(CLAIM);
            victim.kill();
            nodes.add(start(1, 3, "1m"));
            eventually("the new one has claimed the rank", () -> !Arrays.equals(look.get(CLAIM), claim));
        }
        nodes.add(start(2, 3, "1m"));

        for (int rank = 0; rank < nodes.size(); rank++) {
            assertThat(nodes.get(rank).nextLine()).isEqualTo("rank " + rank + " of 3");
        }
        for (JavaProcess node : nodes) {
            assertThat(node.nextLine()).isEqualTo("pids " + pids(nodes));
        }
    }

    @Test
    void restartedJobGetsPortAndReadsNothingOld() throws Exception {
        for (int life = 0; life < 2; life++) {
            List<JavaProcess> nodes = List.of(start(0, 2, "1m"), start(1, 2, "1m"));
            for (int rank = 0; rank < nodes.size(); rank++) {
                assertThat(nodes.get(rank).nextLine()).isEqualTo("rank " + rank + " of 2");
                assertThat(nodes.get(rank).nextLine()).isEqualTo("pids " + pids(nodes));
            }
            // The host first, so that its side of each connection is the one that lingers in the system.
            for (JavaProcess node : nodes) {
                node.kill();
            }
        }
    }

    @Test
    void valueOfDeadProcessIsNotAwaited() throws Exception {
        JavaProcess victim = start(1, 2, "1m");
        try (StaticRendezvousHandler host = handler(0)) {
            Store store = host.nextRendezvous().store().withTimeout(Duration.ofMinutes(10));
            victim.kill();

            assertThatThrownBy(() -> store.get("answer of 1"))
                    .isInstanceOf(RendezvousTimeoutException.class)
                    .hasMessageContaining("no value for [answer of 1]")
                    .hasMessageContaining("ranks [1] are not connected any more");
            assertThatThrownBy(() -> store.withTimeout(Duration.ZERO).get("answer of 1"))
                    .hasMessageContaining("ranks [1] are not connected any more");
        }
    }

    @Test
    void processThatDiedWhileItWaitedIsReported() throws Exception {
        StaticRendezvousHandler host = handler(parameters(0, 3).config("join_timeout", "20s"));
        try (host) {
            BackgroundCall<RendezvousInfo> hosting = BackgroundCall.start(host::nextRendezvous);
            JavaProcess victim = start(1, 3, "1m");
            eventually("the victim waits too", () -> host.numNodesWaiting() == 2);
            victim.kill();
            eventually("it is not counted any more", () -> host.numNodesWaiting() == 1);
            assertThatThrownBy(hosting::result)
                    .isInstanceOf(RendezvousTimeoutException.class)
                    .hasMessageContaining("of 3 ranks [2] are missing, [1] came and are not connected any more");
        }
    }

    @Test
    void deadProcessIsNotAwaitedUntilTheTimeout() throws Exception {
        JavaProcess victim = start(1, 2, "1m");
        StaticRendezvousHandler host = handler(0);
        host.nextRendezvous();
        victim.kill();
        long begin = System.nanoTime();

        host.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    /** The host seems to be there, as one whose machine has vanished does. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal that stops a process")
    void frozenHostDelaysNoNodeThatLeaves() throws Exception {
        JavaProcess host = start(0, 2, "1m");
        try (StaticRendezvousHandler member = handler(1)) {
            member.nextRendezvous();
            assertThat(host.nextLine()).isEqualTo("rank 0 of 2");
            host.freeze();
            long begin = System.nanoTime();

            assertThat(member.shutdown()).isFalse();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private StaticRendezvousHandler handler(int rank) {
        return handler(parameters(rank, 2));
    }

    private static StaticRendezvousHandler handler(RendezvousParameters.Builder parameters) {
        return new StaticRendezvousHandler(parameters.build());
    }

    private RendezvousParameters.Builder parameters(int rank, int nodes) {
        return RendezvousParameters.builder("static")
                .endpoint(endpoint)
                .runId("run")
                .nodes(nodes, nodes)
                .config("rank", Integer.toString(rank))
                .config("linger", "100s");
    }

    private JavaProcess start(int rank, int nodes, String joinTimeout) throws IOException {
        JavaProcess node = JavaProcess.start(
                StaticNode.class, endpoint, "run", Integer.toString(rank), Integer.toString(nodes), joinTimeout);
        started.add(node);
        return node;
    }

    private static List<Long> pids(List<JavaProcess> nodes) {
        return nodes.stream().map(JavaProcess::pid).sorted().toList();
    }
}
