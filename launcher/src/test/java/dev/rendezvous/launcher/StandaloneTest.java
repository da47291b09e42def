package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One agent with real processes. */
@EnabledOnOs(OS.LINUX)
class StandaloneTest {

    private static final Map<String, String> ONE = Map.of("STANDALONE", "1");
    private static final Map<String, String> TWO = Map.of("STANDALONE", "1", "PROCS_PER_NODE", "2");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "exit 0, 0",
        "exit 7, 7",
        "exit 200, 200",
        "kill -KILL $$, 137",
        "kill -TERM $$, 143",
        "exec no-such-program, 127",
        "exec /etc/passwd, 126"
    })
    void exitCodeIsTheWorkers(String script, int code) throws Exception {
        try (AgentProcess agent = AgentProcess.start(ONE, script)) {
            assertThat(agent.exitCode()).isEqualTo(code);
        }
    }

    @Test
    void commandThatIsMissingIsNamed() throws Exception {
        try (AgentProcess agent = AgentProcess.startCommand(ONE, "no-such-program")) {
            assertThat(agent.exitCode()).isEqualTo(127);
            assertThat(agent.lines()).anyMatch(line -> line.contains("no program no-such-program on the PATH"));
        }
    }

    @Test
    void pythonScriptGetsAHint() throws Exception {
        Path script = Files.writeString(folder.resolve("train.py"), "print(1)");
        try (AgentProcess agent = AgentProcess.startCommand(ONE, script.toString())) {
            assertThat(agent.exitCode()).isEqualTo(126);
            assertThat(agent.lines()).anyMatch(line -> line.contains("rdzv run OPTIONS -- python " + script));
        }
    }

    @Test
    void linesHaveTheRankBefore() throws Exception {
        try (AgentProcess agent = AgentProcess.start(TWO, "echo rank $RDZV_RANK of $WORLD_SIZE")) {
            assertThat(agent.exitCode()).isZero();
            assertThat(agent.lines()).contains("[0] rank 0 of 2", "[1] rank 1 of 2");
        }
    }

    @Test
    void failureRestartsAllWorkersWithinTheBudget() throws Exception {
        Map<String, String> options =
                Map.of("STANDALONE", "1", "PROCS_PER_NODE", "2", "MAX_RESTARTS", "1", "RESTART_BACKOFF", "10ms");
        Path flag = folder.resolve("flag");
        String script = "echo round $RDZV_ROUND $RDZV_CAUSE; [ $RDZV_RESTARTS = 1 ] && exit 0;"
                + " [ $RDZV_RANK = 0 ] && { touch " + flag + "; exec sleep 100; };"
                + " until [ -e " + flag + " ]; do sleep 0.02; done; exit 9";
        try (AgentProcess agent = AgentProcess.start(options, script)) {
            assertThat(agent.exitCode()).isZero();
            assertThat(agent.lines())
                    .contains("[0] round 1 start", "[1] round 1 start", "[0] round 2 failed", "[1] round 2 failed");
        }
    }

    @Test
    void spentBudgetEndsWithTheLastFailuresCode() throws Exception {
        Map<String, String> options = Map.of("STANDALONE", "1", "MAX_RESTARTS", "1", "RESTART_BACKOFF", "10ms");
        try (AgentProcess agent =
                AgentProcess.start(options, "echo try $RDZV_RESTARTS; exit $((40 + RDZV_RESTARTS))")) {
            assertThat(agent.exitCode()).isEqualTo(41);
            assertThat(agent.lines()).contains("try 0", "try 1").doesNotContain("try 2");
        }
    }

    @Test
    void codeWithoutRestartEndsAtOnce() throws Exception {
        Map<String, String> options = Map.of("STANDALONE", "1", "MAX_RESTARTS", "5", "NO_RESTART_CODES", "2,64-78");
        try (AgentProcess agent = AgentProcess.start(options, "echo try $RDZV_RESTARTS; exit 70")) {
            assertThat(agent.exitCode()).isEqualTo(70);
            assertThat(agent.lines()).doesNotContain("try 1");
        }
    }

    @Test
    void killedAgentLeavesNoProcess() throws Exception {
        String script = "echo pid $$; sleep 100 & echo pid $!; wait";
        try (AgentProcess agent = AgentProcess.start(TWO, script)) {
            List<String> pids = agent.await(4, "pid (\\d+)");
            agent.signal("KILL");

            assertThat(Processes.awaitGone(pids, Duration.ofSeconds(10))).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void killedAgentEndsWorkersThatIgnoreTerm() throws Exception {
        String script = "trap '' TERM; echo pid $$; while :; do sleep 1; done";
        try (AgentProcess agent = AgentProcess.start(TWO, script)) {
            List<String> pids = agent.await(2, "pid (\\d+)");
            agent.signal("KILL");

            assertThat(Processes.awaitGone(pids, Duration.ofSeconds(10))).isLessThan(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signalStopsTheWorkers(String signal, int code) throws Exception {
        try (AgentProcess agent = AgentProcess.start(TWO, "echo pid $$; sleep 100 & echo pid $!; wait")) {
            List<String> pids = agent.await(4, "pid (\\d+)");
            agent.signal(signal);

            assertThat(agent.exitCode()).isEqualTo(code);
            assertThat(pids).noneMatch(Processes::isAlive);
        }
    }

    @Test
    void secondSignalKills() throws Exception {
        String script = "trap 'echo deaf' TERM; echo pid $$; while :; do sleep 0.1; done";
        try (AgentProcess agent = AgentProcess.start(ONE, script)) {
            List<String> pids = agent.await(1, "pid (\\d+)");
            agent.signal("INT");
            agent.await(1, "(deaf)");
            agent.signal("INT");

            assertThat(agent.exitCode()).isEqualTo(130);
            assertThat(pids).noneMatch(Processes::isAlive);
        }
    }

    @Test
    void deafWorkerIsKilledAfterTheStopTimeout() throws Exception {
        Map<String, String> options = Map.of("STANDALONE", "1", "STOP_TIMEOUT", "200ms");
        String script = "trap '' TERM; echo pid $$; while :; do sleep 0.1; done";
        try (AgentProcess agent = AgentProcess.start(options, script)) {
            List<String> pids = agent.await(1, "pid (\\d+)");
            agent.signal("TERM");

            assertThat(agent.exitCode()).isEqualTo(143);
            assertThat(pids).noneMatch(Processes::isAlive);
        }
    }

    @Test
    void leftoversOfAWorkerAreKilled() throws Exception {
        try (AgentProcess agent = AgentProcess.start(ONE, "sleep 100 & echo pid $!; exit 0")) {
            List<String> pids = agent.await(1, "pid (\\d+)");

            assertThat(agent.exitCode()).isZero();
            Processes.awaitGone(pids, Duration.ofSeconds(2));
        }
    }

    /** It holds the pipes open. The test reads the pipe of the agent, which the process that escaped does not hold. */
    @Test
    void processThatEscapedDoesNotDelayTheEnd() throws Exception {
        try (AgentProcess agent = AgentProcess.start(ONE, "setsid sleep 30 & echo at $(date +%s%3N); exit 3")) {
            long ended = Long.parseLong(agent.await(1, "at (\\d+)").get(0));

            assertThat(agent.exitCode()).isEqualTo(3);
            assertThat(System.currentTimeMillis() - ended).isLessThan(2_500);
        }
    }

    @Test
    void userSignalsGoToTheWorkersAlone() throws Exception {
        String script = "trap 'echo got it; exit 0' USR1; echo ready; sleep 100 & wait";
        try (AgentProcess agent = AgentProcess.start(ONE, script)) {
            agent.await(1, "(ready)");
            agent.signal("USR1");

            agent.await(1, "(got it)");
            assertThat(agent.exitCode()).isZero();
        }
    }

    @Test
    void filesKeepTheOutputOfEachRank() throws Exception {
        Map<String, String> options = Map.of(
                "STANDALONE", "1", "PROCS_PER_NODE", "2", "RUN_ID", "j", "LOG_DIR", folder.toString(), "CONSOLE", "0");
        try (AgentProcess agent = AgentProcess.start(options, "echo out $RANK; echo err $RANK >&2")) {
            assertThat(agent.exitCode()).isZero();
            assertThat(agent.lines()).contains("[0] out 0", "[0] err 0").doesNotContain("[1] out 1");
        }
        Path round = folder.resolve("latest/round-1");
        assertThat(round.resolve("rank-0/stdout.log")).hasContent("out 0");
        assertThat(round.resolve("rank-1/stdout.log")).hasContent("out 1");
        assertThat(round.resolve("rank-1/stderr.log")).hasContent("err 1");
    }

    @Test
    void errorFileTellsWhyTheWorkerFailed() throws Exception {
        String script = "echo '{\"message\":{\"message\":\"bad shard\"}}' > $TORCHELASTIC_ERROR_FILE; exit 1";
        try (AgentProcess agent = AgentProcess.start(ONE, script)) {
            assertThat(agent.exitCode()).isEqualTo(1);
            assertThat(agent.lines()).anyMatch(line -> line.contains("error: bad shard"));
        }
    }

    @Test
    void killedWorkerKeepsItsErrorMessage() throws Exception {
        String script = "echo '{\"message\":\"bad shard\"}' > $RDZV_ERROR_FILE; kill -KILL $$";
        try (AgentProcess agent = AgentProcess.start(ONE, script)) {
            assertThat(agent.exitCode()).isEqualTo(137);
            assertThat(agent.lines()).anyMatch(line -> line.contains("error: bad shard"));
        }
    }

    @ParameterizedTest
    @CsvSource({"exit 1, true", "kill -ABRT $$, true", "kill -KILL $$, false", "kill -TERM $$, false"})
    void lastLineIsTheErrorUnlessWorkerIsKilled(String end, boolean isError) throws Exception {
        try (AgentProcess agent = AgentProcess.start(ONE, "echo step 7 >&2; " + end)) {
            agent.exitCode();
            assertThat(agent.lines().stream()
                            .filter(line -> line.startsWith("rdzv: rank 0 failed:"))
                            .map(line -> line.contains("error: step 7")))
                    .containsExactly(isError);
        }
    }

    @Test
    void noLineIsLostAtFullSpeed() throws Exception {
        int lines = 200_000;
        Map<String, String> options = Map.of("STANDALONE", "1", "PROCS_PER_NODE", "4", "LOG_DIR", folder.toString());
        try (AgentProcess agent = AgentProcess.start(options, "seq " + lines)) {
            assertThat(agent.exitCode()).isZero();
            assertThat(agent.lines().stream().filter(line -> line.startsWith("[")))
                    .hasSize(4 * lines);
        }
        for (int rank = 0; rank < 4; rank++) {
            Path log = folder.resolve("latest/round-1/rank-" + rank + "/stdout.log");
            try (Stream<String> kept = Files.lines(log)) {
                assertThat(kept.count()).isEqualTo(lines);
            }
        }
    }

    @Test
    void temporaryFilesAreRemoved() throws Exception {
        try (AgentProcess agent = AgentProcess.start(ONE, "echo file $RDZV_MEMBERS_FILE; cat $RDZV_MEMBERS_FILE")) {
            Path members = Path.of(agent.await(1, "file (.*)").get(0));

            assertThat(agent.exitCode()).isZero();
            assertThat(agent.lines()).anyMatch(line -> line.startsWith("rdzv/1 node=0 first=0 procs=1 id="));
            assertThat(members).doesNotExist();
        }
    }

    @Test
    void profilesHaveTheirVariables() throws Exception {
        Map<String, String> options =
                Map.of("STANDALONE", "1", "PROCS_PER_NODE", "2", "ENV", "dmlc,lightgbm", "ROLE", "train");
        String script = "echo dmlc $DMLC_TASK_ID at $DMLC_TRACKER_URI:$DMLC_TRACKER_PORT; echo own $RANK_$RANK;"
                + " echo list $LIGHTGBM_MACHINES; echo port $LIGHTGBM_LOCAL_LISTEN_PORT; cat $RDZV_MEMBERS_FILE";
        try (AgentProcess agent = AgentProcess.start(options, script)) {
            List<String> ports = agent.await(2, "port (\\d+)");
            List<String> lists = agent.await(2, "list (.*)");

            assertThat(agent.exitCode()).isZero();
            assertThat(agent.await(2, "dmlc \\d at (127.0.0.1:\\d+)"))
                    .containsOnly(agent.await(1, "dmlc \\d at (.*)").get(0));
            assertThat(lists.get(0)).isEqualTo(lists.get(1)).matches("127.0.0.1:\\d+,127.0.0.1:\\d+");
            assertThat(ports)
                    .doesNotHaveDuplicates()
                    .allMatch(port -> lists.get(0).contains(":" + port));
            assertThat(agent.lines()).anyMatch(line -> line.contains("labels=role=train"));
        }
    }

    @Test
    void workersMeetAtTheStoreOfTheRound() throws IOException, InterruptedException {
        try (AgentProcess agent = AgentProcess.start(TWO, "echo at $MASTER_ADDR:$MASTER_PORT $RDZV_STORE")) {
            assertThat(agent.exitCode()).isZero();
            List<String> places = agent.await(2, "at (.*)");
            assertThat(places.get(0)).isEqualTo(places.get(1)).matches("127.0.0.1:(\\d+) 127.0.0.1:\\1");
        }
    }
}
