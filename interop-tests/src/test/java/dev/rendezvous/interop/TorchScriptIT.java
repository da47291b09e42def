package dev.rendezvous.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for a PyTorch script: one that is written for torchrun, without a change. */
class TorchScriptIT {

    private static final int STEPS = 12;
    private static final int NEVER = -1;

    @TempDir
    private Path folder;

    @BeforeEach
    void needPython() {
        Python.require();
    }

    private PeerProcess train(List<String> options, String checkpoint, int killAt) throws Exception {
        List<String> command = new ArrayList<>(List.of(RdzvCommand.in(folder), "run"));
        command.addAll(options);
        command.add("--");
        command.addAll(Python.script(
                folder,
                "train.py",
                folder.resolve(checkpoint).toString(),
                String.valueOf(STEPS),
                String.valueOf(killAt)));
        return PeerProcess.start(folder, command, Python.environment());
    }

    private static Set<String> weights(String text) {
        return Pattern.compile("weights (\\[.*])")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void scriptGoesOnAfterAKilledRank() throws Exception {
        List<String> options = new ArrayList<>(List.of("--standalone", "--procs-per-node", "2"));
        String undisturbed;
        try (PeerProcess job = train(options, "undisturbed", NEVER)) {
            undisturbed = job.result();
        }
        options.addAll(List.of("--max-restarts", "1", "--restart-backoff", "10ms"));
        try (PeerProcess job = train(options, "killed", 5)) {
            String text = job.result();

            assertThat(text)
                    .contains("rank 1 failed: signal 9", "rank 0 of 2: steps 5 to 12", "rank 1 of 2: steps 5 to 12");
            assertThat(weights(text)).hasSize(1).isEqualTo(weights(undisturbed));
        }
    }

    @Test
    void scriptRunsOnTwoNodes() throws Exception {
        List<String> options = List.of("--nodes", "2", "--run-id", "job", "--endpoint", "127.0.0.1:" + FreePort.find());
        try (PeerProcess first = train(options, "two", NEVER);
                PeerProcess second = train(options, "two", NEVER)) {
            assertThat(weights(first.result() + second.result())).hasSize(1);
            assertThat(first.result() + second.result()).contains("rank 0 of 2: steps", "rank 1 of 2: steps");
        }
    }
}
