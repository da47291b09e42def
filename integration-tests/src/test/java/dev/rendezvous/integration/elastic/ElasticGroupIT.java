package dev.rendezvous.integration.elastic;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.tck.group.NodeProcess;
import dev.rendezvous.engine.tck.group.SeenRound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups that grow and shrink because nodes come, wait, leave and close. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("processes")
class ElasticGroupIT {

    private ElasticRun run;

    @BeforeEach
    void start() throws Exception {
        run = ElasticRun.served();
    }

    @AfterEach
    void stop() throws Exception {
        run.end();
    }

    @Test
    void nodeThatJoinsDuringLastCallIsIn() throws Exception {
        List<NodeProcess> nodes = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            nodes.add(run.start(name, 2, 4, "last_call=5s"));
        }
        nodes.get(0).follow();
        nodes.get(1).follow();
        eventually("two have joined", () -> run.keys("m/").size() == 2);
        nodes.get(2).follow();

        for (NodeProcess node : nodes) {
            assertThat(node.awaitRound(3).number()).isEqualTo(1);
        }
        run.checkAfterAllLeft();
    }

    @Test
    void fullGroupDoesNotAwaitTheLastCall() throws Exception {
        List<NodeProcess> nodes = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            nodes.add(run.start(name, 1, 2, "last_call=10m").follow());
        }
        for (NodeProcess node : nodes) {
            assertThat(node.awaitRound(2).number()).isEqualTo(1);
        }
        run.checkAfterAllLeft();
    }

    @Test
    void lateJoinerRestartsARoundThatHasRoom() throws Exception {
        List<NodeProcess> nodes = new ArrayList<>(run.follow(2, 3, "a", "b"));
        for (NodeProcess node : nodes) {
            node.awaitRound(2);
        }
        nodes.addAll(run.follow(2, 3, "c"));

        for (NodeProcess node : nodes) {
            node.awaitRound(3);
        }
        run.checkAfterAllLeft();
    }

    @Test
    void spareMovesUpWhenAMemberLeaves() throws Exception {
        List<NodeProcess> members = run.follow(2, 2, "a", "b");
        for (NodeProcess member : members) {
            member.awaitRound(2);
        }
        NodeProcess spare = run.follow(2, 2, "c").get(0);
        eventually("the spare has joined", () -> run.keys("m/").size() == 3);
        assertThat(members).allMatch(NodeProcess::isQuiet);
        assertThat(spare.rounds()).isEmpty();

        members.get(1).leave();

        SeenRound next = spare.awaitRound(2);
        assertThat(next.nodesByRank()).containsValue("c");
        assertThat(members.get(0).awaitRound(2).token()).isEqualTo(next.token());
        run.checkAfterAllLeft();
    }

    @Test
    void nodeWithOtherSettingsIsRefusedAlone() throws Exception {
        List<NodeProcess> nodes = run.follow(2, 3, "a", "b");
        for (NodeProcess node : nodes) {
            node.awaitRound(2);
        }
        NodeProcess odd = run.start("odd", 2, 4).follow();

        assertThat(odd.awaitLine("failed")).contains("RendezvousStateException", "max", "3", "4");
        assertThat(nodes).allMatch(NodeProcess::isQuiet);
        run.checkAfterAllLeft();
    }

    @Test
    void closedRunEndsEveryNodeAndLeavesRecord() throws Exception {
        List<NodeProcess> nodes = run.follow(2, 3, "a", "b", "c");
        for (NodeProcess node : nodes) {
            node.awaitRound(3);
        }
        nodes.get(2).leave();
        assertThat(nodes.get(2).exitCode()).isZero();
        for (NodeProcess node : nodes.subList(0, 2)) {
            node.awaitRound(2);
        }
        run.awaitCleanUp();
        NodeProcess closer = run.start("closer", 2, 3).closeRun();

        for (NodeProcess node : nodes.subList(0, 2)) {
            assertThat(node.awaitLine("failed")).contains("RendezvousClosedException", "closer");
        }
        closer.leave();
        run.checkAfterAllLeft();
    }

    @Test
    void thirtyTwoProcessesMeetAtOnce() throws Exception {
        List<NodeProcess> nodes = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            nodes.add(
                    run.start("node-" + i, 32, 32, "lease=15s", "heartbeat=5s").follow());
        }
        for (NodeProcess node : nodes) {
            node.awaitRound(32);
        }
        run.checkAfterAllLeft();
    }
}
