package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.Rdzv;
import dev.rendezvous.testkit.CommandResult;
import dev.rendezvous.testkit.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code rdzv run} with the backend of a jar that the command does not know, and that knows nothing of launchers. */
@DisabledOnOs(OS.WINDOWS)
class RunWithForeignBackendIT {

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Callable<CommandResult> agent(List<String> options, String script) {
        List<String> command = new ArrayList<>(List.of(
                JavaProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Rdzv.class.getName(),
                "run",
                "--plugins",
                Author.sampleJar().toString(),
                "--backend",
                "testbackend",
                "--nodes",
                "2",
                "--run-id",
                "job",
                "--endpoint",
                folder.resolve("meeting").toString()));
        command.addAll(options);
        command.addAll(List.of("--", "sh", "-c", script));
        return () -> CommandResult.of(folder, Duration.ofMinutes(1), command);
    }

    private List<CommandResult> twoAgents(List<String> options, String script) throws Exception {
        List<Future<CommandResult>> agents = threads.invokeAll(List.of(agent(options, script), agent(options, script)));
        return List.of(agents.get(0).get(), agents.get(1).get());
    }

    @Test
    void workersOfBothAgentsGetTheirRanks() throws Exception {
        List<CommandResult> results = twoAgents(
                List.of("--procs-per-node", "2"), "echo I am $RDZV_RANK of $RDZV_WORLD_SIZE, node $RDZV_NODE_RANK");

        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.output()).isZero());
        assertThat(results.get(0).output() + results.get(1).output())
                .contains("I am 0 of 4, node 0", "I am 1 of 4, node 0", "I am 2 of 4, node 1", "I am 3 of 4, node 1");
    }

    @Test
    void workerFailureEndsTheJobOnBothAgents() throws Exception {
        List<CommandResult> results = twoAgents(List.of(), "[ $RDZV_RANK = 1 ] && exit 42; exec sleep 60");

        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.output()).isEqualTo(42));
    }

    @Test
    void optionThatOnlyElasticBackendsHaveIsRefused() throws Exception {
        CommandResult result = agent(List.of("--lease", "5s"), "echo started").call();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output())
                .contains("the backend testbackend does not have what --lease asks for", "these have it: ", "tcp")
                .doesNotContain("started\n");
    }
}
