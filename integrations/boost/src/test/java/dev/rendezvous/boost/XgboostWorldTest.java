package dev.rendezvous.boost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real training in three JVMs. */
class XgboostWorldTest {

    private static final int NEVER = -1;

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
