package dev.rendezvous.integration.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.tck.group.NodeProcess;
import dev.rendezvous.engine.tck.group.SeenRound;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups that lose the node that hosts their server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("processes")
class ServingNodeIT {

    private ElasticRun run;

    @BeforeEach
    void start() {
        run = ElasticRun.hosted();
    }

    @AfterEach
    void stop() throws Exception {
        run.end();
    }

    @Test
    void nodeOnTheSameHostTakesOver() throws Exception {
        NodeProcess host = run.follow(2, 3, "host").get(0);
        run.awaitServer();
        List<NodeProcess> others = run.follow(2, 3, "b", "c");
        SeenRound first = host.awaitRound(3);
        for (NodeProcess node : others) {
            node.awaitRound(3);
        }
        host.kill();

        for (NodeProcess node : others) {
            SeenRound next = node.awaitRound(2);
            assertThat(next.token()).isGreaterThan(first.token());
            assertThat(next.number()).isGreaterThan(first.number());
        }
        run.checkAfterAllLeft();
    }

    @Test
    void runEndsWithoutANodeThatMayServe() throws Exception {
        NodeProcess host = run.follow(2, 3, "host").get(0);
        run.awaitServer();
        List<NodeProcess> others = List.of(
                run.start("b", 2, 3, "serve=no").follow(),
                run.start("c", 2, 3, "serve=no").follow());
        host.awaitRound(3);
        for (NodeProcess node : others) {
            node.awaitRound(3);
        }
        host.kill();

        for (NodeProcess node : others) {
            String end = node.awaitLine("failed");
            assertThat(end)
                    .as(node.lines().toString())
                    .contains("RendezvousConnectionException", "has not answered for 5 s", "127.0.0.1");
        }
        run.checkAfterAllLeft();
    }
}
