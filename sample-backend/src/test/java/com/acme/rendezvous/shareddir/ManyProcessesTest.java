package com.acme.rendezvous.shareddir;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.tck.BackgroundCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The nodes of a run as real processes, some of which are killed. */
final class ManyProcessesTest extends HandlerFixture {

    private final List<NodeProcess> started = new ArrayList<>();

    @AfterEach
    void killNodes() throws InterruptedException {
        for (NodeProcess node : started) {
            node.kill();
        }
    }

    @Test
    void processesMeetAndLeaveNoFiles() throws Exception {
        List<NodeProcess> nodes = List.of(start(3), start(3), start(3));
        List<String> ranks = new ArrayList<>();
        for (NodeProcess node : nodes) {
            ranks.add(node.nextLine());
            assertThat(node.nextLine()).isEqualTo("pids " + pids(nodes));
            assertThat(node.nextLine()).isEqualTo("counter " + 3 * NodeProcess.ADDITIONS);
        }
        assertThat(ranks).containsExactlyInAnyOrder("rank 0 of 3", "rank 1 of 3", "rank 2 of 3");
        for (NodeProcess node : nodes) {
            assertThat(node.leave()).isZero();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void survivorNamesTheKilledNode() throws Exception {
        NodeProcess victim = start(3);
        eventually("the victim has claimed a rank", () -> isClaimed(0));
        NodeProcess other = start(3, "2s");
        eventually("the other one has claimed a rank", () -> isClaimed(1));
        victim.kill();
        assertThat(other.nextLine()).contains("only 1 of 3", "the ranks [1] are there, [0, 2] are missing");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void nodeKilledWhileWaitingIsReplaced() throws Exception {
        NodeProcess victim = start(2);
        eventually("the victim has claimed a rank", () -> isClaimed(0));
        victim.kill();
        List<NodeProcess> nodes = List.of(start(2), start(2));
        List<String> ranks = new ArrayList<>();
        for (NodeProcess node : nodes) {
            ranks.add(node.nextLine());
            assertThat(node.nextLine()).isEqualTo("pids " + pids(nodes));
        }
        assertThat(ranks).containsExactlyInAnyOrder("rank 0 of 2", "rank 1 of 2");
    }

    @Test
    void nodeKilledInTheGroupIsReplaced() throws Exception {
        SharedDirectoryHandler survivor = handler(2);
        NodeProcess victim = start(2);
        tellPid(survivor.nextRendezvous());
        assertThat(victim.nextLine()).endsWith("of 2");
        victim.kill();
        NodeProcess replacement = start(2);
        eventually("the replacement waits", () -> survivor.numNodesWaiting() == 1);
        tellPid(survivor.nextRendezvous());
        assertThat(replacement.nextLine()).endsWith("of 2");
        assertThat(replacement.nextLine()).contains(Long.toString(replacement.pid()));
    }

    @Test
    void processMeetsThreadsOfAnother() throws Exception {
        NodeProcess process = start(3);
        List<SharedDirectoryHandler> threads = List.of(handler(3), handler(3));
        List<RendezvousInfo> places = meet(threads);
        assertThat(process.nextLine()).endsWith("of 3");
        assertThat(places).extracting(RendezvousInfo::worldSize).containsOnly(3);
        BackgroundCall<byte[]> reading =
                BackgroundCall.start(() -> places.get(0).store().get("from the other thread"));
        places.get(1).store().set("from the other thread", new byte[] {1});
        assertThat(reading.result()).containsExactly(1);
    }

    private NodeProcess start(int nodes) throws IOException {
        return start(nodes, "1m");
    }

    private NodeProcess start(int nodes, String joinTimeout) throws IOException {
        NodeProcess node = NodeProcess.start(endpoint(), RUN, nodes, joinTimeout);
        started.add(node);
        return node;
    }

    /** Plays the part of a node in what {@link NodeProcess} exchanges. */
    private static void tellPid(RendezvousInfo place) throws InterruptedException {
        place.store().set("pid/" + place.rank(), "0".getBytes(UTF_8));
    }

    private static SortedSet<Long> pids(List<NodeProcess> nodes) {
        return nodes.stream().map(NodeProcess::pid).collect(Collectors.toCollection(TreeSet::new));
    }
}
