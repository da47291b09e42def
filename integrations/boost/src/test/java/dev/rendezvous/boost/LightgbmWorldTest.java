package dev.rendezvous.boost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real training in three JVMs. */
class LightgbmWorldTest {

    @Test
    void allRanksGetTheSameModel() throws Exception {
        String endpoint = "127.0.0.1:" + FreePort.find();
        List<JavaProcess> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < Training.NODES; i++) {
                nodes.add(JavaProcess.start(TrainLightgbm.class, endpoint));
            }
            List<String> models = new ArrayList<>();
            for (JavaProcess node : nodes) {
                models.add(model(node));
            }
            assertThat(models).hasSize(Training.NODES).containsOnly(models.get(0));
            for (JavaProcess node : nodes) {
                assertThat(node.exitCode()).isZero();
            }
        } finally {
            nodes.forEach(JavaProcess::close);
        }
    }

    /** LightGBM prints lines of its own, also in front of ours. */
    private static String model(JavaProcess node) throws IOException {
        String line = node.nextLine();
        while (!line.contains("model ")) {
            assertThat(line).isNotEqualTo("null");
            line = node.nextLine();
        }
        return line.substring(line.indexOf("model "));
    }
}
