package dev.rendezvous.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Much output, and consoles that do not read. */
@EnabledOnOs(OS.LINUX)
class OutputTest {

    private static final int WORKERS = 8;

    /** {@code -Drendezvous.launcher.megabytes=100} for the full test. */
    private static final int MEGABYTES = Integer.getInteger("rendezvous.launcher.megabytes", 20);

    private static final String LINE = "x".repeat(99);
    /** A pipe holds 64 KiB, but less if its pages are not full. */
    private static final int PIPE = 30_000;

    private static final long UNCHANGED_MILLIS = 200;
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

    @TempDir
    private Path folder;

    @Test
    void noLineIsLostAndHeapStaysSmall() throws Exception {
        int lines = MEGABYTES * 10_000;
        Map<String, String> options = Map.of("STANDALONE", "1", "PROCS_PER_NODE", String.valueOf(WORKERS));
        Process agent = AgentProcess.builder(options, SMALL_HEAP, "sh", "-c", "yes " + LINE + " | head -n " + lines)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Map<String, Integer> counts = new TreeMap<>();
            try (BufferedReader output = agent.inputReader(UTF_8)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    counts.merge(line, 1, Integer::sum);
                }
            }
            assertThat(agent.waitFor()).isZero();
            assertThat(counts).hasSize(WORKERS);
            for (int rank = 0; rank < WORKERS; rank++) {
                assertThat(counts).containsEntry("[" + rank + "] " + LINE, lines);
            }
        } finally {
            agent.destroyForcibly();
        }
    }

    /** As after Ctrl-S. The worker prints for ever. */
    private Process stuck(Map<String, String> options, Path pidFile) throws IOException {
        return AgentProcess.builder(options, SMALL_HEAP, "sh", "-c", "echo $$ > " + pidFile + "; exec yes " + LINE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitFullPipe(Process agent) throws IOException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        int before = 0;
        int now = agent.getInputStream().available();
        while (now < PIPE || now != before) {
            assertThat(agent.isAlive()).isTrue();
            assertThat(System.nanoTime()).as("the time-out").isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(UNCHANGED_MILLIS));
            before = now;
            now = agent.getInputStream().available();
        }
    }

    @Test
    void blockedConsoleDoesNotDelayTheEnd() throws Exception {
        Path pid = folder.resolve("pid");
        Process agent = stuck(
                Map.of("STANDALONE", "1", "LOG_DIR", folder.resolve("logs").toString()), pid);
        try {
            awaitFullPipe(agent);
            long begun = System.nanoTime();
            agent.destroy();

            assertThat(agent.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(agent.exitValue()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            Processes.awaitGone(List.of(Files.readString(pid).strip()), Duration.ofSeconds(1));
        } finally {
            agent.destroyForcibly();
        }
    }

    @Test
    void blockedConsoleDoesNotLoseTheLease() throws Exception {
        Map<String, String> options = Map.of(
                "NODES",
                "1:2",
                "LAST_CALL",
                "5s",
                "LEASE",
                "1500ms",
                "HEARTBEAT",
                "500ms",
                "RUN_ID",
                "job",
                "ENDPOINT",
                "127.0.0.1:" + FreePort.find());
        Map<String, String> guest = new HashMap<>(options);
        guest.put("BACKEND_OPT", "serve=no");
        String ticks = "for i in 1 2 3 4 5 6 7 8; do echo tick $i of $RDZV_NODES; sleep 0.5; done; exec sleep 100";
        try (AgentProcess first = AgentProcess.start(options, ticks)) {
            Process second = stuck(guest, folder.resolve("pid"));
            try {
                awaitFullPipe(second);
                first.await(1, "(tick 8 of 2)");

                assertThat(first.lines()).noneMatch(line -> line.contains("of 1") || line.contains("changes"));
                assertThat(second.isAlive()).isTrue();
            } finally {
                second.destroyForcibly();
            }
        }
    }
}
