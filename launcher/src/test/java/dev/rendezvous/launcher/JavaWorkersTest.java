package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Workers that are Java programs, whose virtual machine has signals and threads of its own. */
@EnabledOnOs(OS.LINUX)
class JavaWorkersTest {

    private static AgentProcess start(String... arguments) throws IOException {
        List<String> worker = new ArrayList<>(List.of(
                JavaProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                TestWorker.class.getName()));
        worker.addAll(List.of(arguments));
        return AgentProcess.startCommand(Map.of("STANDALONE", "1"), worker.toArray(String[]::new));
    }

    @Test
    void exitCodeIsThatOfTheProgram() throws Exception {
        try (AgentProcess agent = start("exit", "42")) {
            assertThat(agent.exitCode()).isEqualTo(42);
        }
    }

    @Test
    void stopRunsTheShutdownHooks() throws Exception {
        try (AgentProcess agent = start("wait")) {
            List<String> pids = agent.await(1, "pid (\\d+)");
            agent.signal("TERM");

            assertThat(agent.exitCode()).isEqualTo(143);
            assertThat(agent.lines()).contains("saved");
            assertThat(pids).noneMatch(Processes::isAlive);
        }
    }

    @Test
    void killedAgentLeavesNoVirtualMachine() throws Exception {
        try (AgentProcess agent = start("wait")) {
            List<String> pids = agent.await(1, "pid (\\d+)");
            agent.signal("KILL");

            assertThat(Processes.awaitGone(pids, Duration.ofSeconds(10))).isLessThan(Duration.ofSeconds(1));
        }
    }
}
