package dev.rendezvous.integration.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.WatchedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that need the launcher alone, and those that share its store with something else. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class WorkerExamplesIT {

    /** How many primes are below a million. */
    private static final String PRIMES = "78498";

    private static final long PROBE_SECONDS = 60;

    @TempDir
    private Path folder;

    private WatchedProcess node(String endpoint, String id, String pauseMillis) throws IOException {
        List<String> options = new ArrayList<>(List.of("--nodes", "1:2", "--last-call", "1s", "--node-id", id));
        options.addAll(List.of("--run-id", "primes", "--endpoint", endpoint, "--lease", "2s", "--heartbeat", "500ms"));
        options.addAll(List.of("--backend-opt", "reform_last_call=200ms"));
        return Examples.java(options, "CountPrimes", folder.toString(), pauseMillis);
    }

    @Test
    void workIsSharedAnewAfterALoss() throws Exception {
        String endpoint = "127.0.0.1:" + FreePort.find();
        try (WatchedProcess first = node(endpoint, "a", "200")) {
            first.await(1, "(is rank 0 of 1 in round 1)");
            try (WatchedProcess second = node(endpoint, "b", "200")) {
                second.await(2, "(did item)");
                second.signal("KILL");
                first.await(1, "is rank 0 of 1 in (round [3-9])");
            }
            assertThat(first.await(1, "primes: (\\d+)")).containsExactly(PRIMES);
            assertThat(first.exitCode()).isZero();
        }
        try (Stream<Path> items = Files.list(folder)) {
            assertThat(items.filter(file -> file.getFileName().toString().startsWith("item-")))
                    .hasSize(50);
        }
    }

    @Test
    void killedWorkerCostsNoItemThatWasSaved() throws Exception {
        List<String> options =
                List.of("--standalone", "--procs-per-node", "2", "--max-restarts", "1", "--restart-backoff", "10ms");
        try (WatchedProcess job = Examples.java(options, "CountPrimes", folder.toString(), "50")) {
            String victim =
                    job.await(1, "process (\\d+) is rank 1 of 2 in round 1").get(0);
            List<String> saved = job.await(4, "(did item \\d+)");
            Examples.kill(victim);

            assertThat(job.await(1, "primes: (\\d+)")).containsExactly(PRIMES);
            assertThat(job.exitCode()).isZero();
            assertThat(job.await(50, "(did item \\d+)")).containsAll(saved).doesNotHaveDuplicates();
        }
    }

    @Test
    void javaAndPythonShareOneStore() throws Exception {
        Map<String, String> environment = Map.of("PYTHON", pythonWithTorch());
        List<String> words = List.of("--standalone", "--procs-per-node", "3", "--", "examples/java-and-python");
        try (WatchedProcess job = Examples.run(environment, words)) {
            job.await(1, "(Java, rank 0: \\d+ of 332833500)$");
            job.await(2, "(Python, rank [12]: \\d+ of 332833500)$");
            assertThat(job.exitCode()).isZero();
        }
    }

    private static String pythonWithTorch() {
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(WorkerExamplesIT::hasTorch)
                .findFirst();
        assumeThat(python)
                .withFailMessage(
                        "no python3 has torch; on Debian: apt-get install --no-install-recommends python3-torch")
                .isPresent();
        return python.orElseThrow();
    }

    private static boolean hasTorch(String python) {
        try {
            Process probe = new ProcessBuilder(python, "-c", "from torch.distributed import TCPStore")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            probe.destroyForcibly();
            return ended && probe.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void rankZeroFoundsTheGroupOfJgroups() throws Exception {
        List<String> options = List.of("--standalone", "--procs-per-node", "3");
        try (WatchedProcess job = Examples.java(options, "GroupOfJgroups")) {
            job.await(3, "(in a group of 3, founder rank-0)$");
            assertThat(job.exitCode()).isZero();
        }
    }
}
