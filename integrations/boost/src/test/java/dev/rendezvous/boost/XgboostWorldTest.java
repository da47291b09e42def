package dev.rendezvous.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.Store;
import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real training in three JVMs. */
class XgboostWorldTest {

    private static final int NEVER = -1;

    private static final Map<String, String> VARIABLES = Map.of(
            "DMLC_ROLE", "worker",
            "DMLC_TRACKER_URI", "127.0.0.1",
            "DMLC_TRACKER_PORT", "1",
            "DMLC_NUM_WORKER", "3",
            "DMLC_TASK_ID", "0");

    @TempDir
    Path folder;

    private final List<JavaProcess> started = new ArrayList<>();
    private String endpoint = "";

    @BeforeEach
    void choosePort() throws IOException {
        endpoint = "127.0.0.1:" + FreePort.find();
    }

    @AfterEach
    void end() {
        started.forEach(JavaProcess::close);
    }

    @Test
    void killedRankCostsNoIterationThatWasSaved() throws Exception {
        String undisturbed = sameModel(List.of(start("whole", NEVER), start("whole", NEVER), start("whole", NEVER)));

        endpoint = "127.0.0.1:" + FreePort.find();
        JavaProcess a = start("broken", 3);
        JavaProcess b = start("broken", 3);
        JavaProcess c = start("broken", 3);
        for (JavaProcess node : List.of(a, b, c)) {
            assertThat(linesUpTo("iteration 3", node)).isNotEmpty();
        }
        // The last one started: the first serves the run.
        c.kill();
        JavaProcess replacement = start("broken", NEVER);
        a.sendLine("go on");
        b.sendLine("go on");

        assertThat(sameModel(List.of(a, b, replacement))).isEqualTo(undisturbed);
    }

    /** What happens without this module. If this fails, XGBoost reads the variables again. */
    @Test
    void variablesAloneMakeAWorldOfOne() throws Exception {
        try (JavaProcess alone = JavaProcess.startWith(List.of(), VARIABLES, TrainByVariables.class)) {
            assertThat(linesUpTo("rank", alone)).endsWith("rank 0 of 1");
        }
    }

    @Test
    void variablesOfAnotherTrackerChangeNothing() throws Exception {
        for (int i = 0; i < Training.NODES; i++) {
            started.add(JavaProcess.startWith(
                    List.of(),
                    VARIABLES,
                    TrainXgboost.class,
                    endpoint,
                    folder.resolve("variables.ubj").toString(),
                    "-1"));
        }
        assertThat(sameModel(started)).isNotEmpty();
    }

    @Test
    void worldOfAnotherSizeIsRefused() {
        RendezvousInfo info = RendezvousInfo.builder(Store.inMemory(Duration.ofSeconds(1)), 2, 3)
                .build();

        assertThatCode(() -> XgboostWorld.checkPlace(2, 3, info)).doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> XgboostWorld.checkPlace(0, 1, info))
                .withMessageContainingAll("rank 0 of 1", "expected rank 2 of 3", "dmlc_*");
    }

    private JavaProcess start(String checkpoint, int pauseAfter) throws IOException {
        JavaProcess node = JavaProcess.start(
                TrainXgboost.class,
                endpoint,
                folder.resolve(checkpoint + ".ubj").toString(),
                Integer.toString(pauseAfter));
        started.add(node);
        return node;
    }

    private static String sameModel(List<JavaProcess> nodes) throws IOException, InterruptedException {
        List<String> models = new ArrayList<>();
        for (JavaProcess node : nodes) {
            List<String> lines = linesUpTo("model ", node);
            models.add(lines.get(lines.size() - 1));
        }
        assertThat(models).containsOnly(models.get(0));
        for (JavaProcess node : nodes) {
            assertThat(node.exitCode()).isZero();
        }
        return models.get(0);
    }

    private static List<String> linesUpTo(String start, JavaProcess node) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = node.nextLine();
        while (!line.startsWith(start)) {
            lines.add(line);
            assertThat(line).as(lines.toString()).isNotEqualTo("null");
            line = node.nextLine();
        }
        lines.add(line);
        return lines;
    }
}
