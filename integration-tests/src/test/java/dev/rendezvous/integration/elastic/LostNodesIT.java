package dev.rendezvous.integration.elastic;

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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Groups that lose nodes to SIGKILL, to SIGSTOP and to a second life. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("processes")
class LostNodesIT {

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
    void groupReformsAfterTheLossOfAnyNode() throws Exception {
        List<NodeProcess> nodes = new ArrayList<>(run.follow(1, 4, "a", "b", "c", "d"));
        SeenRound full = awaitRound(nodes, 4);

        nodes.remove(named(nodes, full.node(3))).kill();
        SeenRound withoutMember = awaitRound(nodes, 3);

        nodes.remove(named(nodes, withoutMember.node(0))).kill();
        SeenRound withoutFirst = awaitRound(nodes, 2);

        nodes.remove(named(nodes, run.status("leader"))).kill();
        SeenRound withoutLeader = awaitRound(nodes, 1);

        assertThat(List.of(full.token(), withoutMember.token(), withoutFirst.token(), withoutLeader.token()))
                .isSorted();
        run.checkAfterAllLeft();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal that stops a process")
    void tokenOfFrozenNodeIsRefused() throws Exception {
        List<NodeProcess> others = run.follow(2, 3, "a", "b");
        NodeProcess frozen = run.start("c", 2, 3).follow();
        List<NodeProcess> all = new ArrayList<>(others);
        all.add(frozen);
        long old = awaitRound(all, 3).token();

        frozen.freeze();
        SeenRound without = awaitRound(others, 2);
        FencedResource resource = new FencedResource();
        assertThat(resource.accepts(without.token())).isTrue();
        frozen.resume();

        assertThat(resource.accepts(old)).isFalse();
        assertThat(frozen.awaitLine("change")).contains("lost=true");
        SeenRound again = frozen.awaitRound(3);
        assertThat(resource.accepts(again.token())).isTrue();
        run.checkAfterAllLeft();
    }

    @Test
    void newestLifeOfANodeIdWins() throws Exception {
        List<NodeProcess> nodes = run.follow(2, 2, "a", "b");
        SeenRound first = awaitRound(nodes, 2);
        NodeProcess next = run.follow(2, 2, "a").get(0);

        assertThat(next.awaitRound(2).token()).isGreaterThan(first.token());
        assertThat(nodes.get(0).awaitLine("failed")).contains("RendezvousStateException", "taken over");
        assertThat(nodes.get(1).awaitRound(2).nodesByRank()).containsValues("a", "b");
        run.checkAfterAllLeft();
    }

    /** A resource that knows the highest token that it was shown. */
    private static final class FencedResource {

        private long highest;

        boolean accepts(long token) {
            highest = Math.max(highest, token);
            return token == highest;
        }
    }

    private static int named(List<NodeProcess> nodes, String name) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no node " + name);
    }

    /** {@return the round that all of them saw} */
    private static SeenRound awaitRound(List<NodeProcess> nodes, int size) throws Exception {
        SeenRound last = nodes.get(0).awaitRound(size);
        for (NodeProcess node : nodes.subList(1, nodes.size())) {
            SeenRound seen = node.awaitRound(size);
            assertThat(seen.token()).as(node.lines().toString()).isEqualTo(last.token());
        }
        return last;
    }
}
