package dev.rendezvous.c10d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes in several JVMs, the first of which hosts the store, some of which die. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class C10dProcessesTest {

    private final List<JavaProcess> started = new ArrayList<>();
    private final String endpoint = "localhost:" + FreePort.find();

    @AfterEach
    void kill() throws InterruptedException {
        for (JavaProcess node : started) {
            node.kill();
        }
    }

    private JavaProcess start(String name, int min, int max, Family family) throws IOException {
        JavaProcess node = JavaProcess.start(
                C10dNode.class, endpoint, name, String.valueOf(min), String.valueOf(max), family.option());
        started.add(node);
        return node;
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"V1_13", "V2_6"})
    @DisabledOnOs(OS.WINDOWS)
    void groupGrowsAndSurvivesALostNode(Family family) throws Exception {
        JavaProcess first = start("127.0.0.1", 1, 3, family);
        assertThat(first.nextLine()).isEqualTo("rank 0 of 1 in round 1");
        JavaProcess second = start("127.0.0.2", 1, 3, family);
        assertThat(first.nextLine()).isEqualTo("rank 0 of 2 in round 2");
        assertThat(second.nextLine()).isEqualTo("rank 1 of 2 in round 2");
        second.kill();
        JavaProcess third = start("127.0.0.3", 1, 3, family);
        assertThat(first.nextLine()).isEqualTo("rank 0 of 2 in round 3");
        assertThat(third.nextLine()).isEqualTo("rank 1 of 2 in round 3");
    }

    @Test
    void closeEndsAllProcesses() throws Exception {
        List<JavaProcess> nodes = List.of(
                start("127.0.0.1", 3, 3, Family.V2_6),
                start("127.0.0.2", 3, 3, Family.V2_6),
                start("127.0.0.3", 3, 3, Family.V2_6));
        for (int rank = 0; rank < nodes.size(); rank++) {
            assertThat(nodes.get(rank).nextLine()).isEqualTo("rank " + rank + " of 3 in round 1");
        }
        try (RendezvousHandler closer = C10dBackend.create(RendezvousParameters.builder("c10d")
                .endpoint(endpoint)
                .runId("run")
                .nodes(3, 3)
                .config("is_host", "false")
                .build())) {
            closer.closeRun();
        }
        for (JavaProcess node : nodes) {
            assertThat(node.nextLine()).isEqualTo("closed");
            assertThat(node.exitCode()).isZero();
        }
    }
}
