package dev.rendezvous.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Rdzv;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a process of the demo does not end of itself: nothing. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class ProcessEndTest {

    @TempDir
    static Path folder;

    static Path troubled = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        troubled = PluginJar.compiled(folder, "troubled");
    }

    @Test
    void stoppedDemoRemovesProcessesAndDirectory() throws Exception {
        Process demo = start("demo", "--backend=hanging", "--plugins=" + troubled);
        String out = readUntil(demo, "asks for", 3);

        demo.destroy();

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> processes = DemoCommandTest.all("process (\\d+) asks", out);
        assertThat(processes).hasSize(3);
        for (String process : processes) {
            assertThat(ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
        assertThat(DemoCommandTest.meetingPlace(out)).doesNotExist();
    }

    @Test
    void workerEndsWithTheDemo() throws Exception {
        Process worker = start(
                DemoWorkerCommand.NAME,
                "--backend=hanging",
                "--endpoint=" + folder,
                "--run-id=orphan",
                "--nodes=2",
                "--timeout=60s",
                "--plugins=" + troubled);
        readUntil(worker, "asks for", 1);

        worker.getOutputStream().close();

        assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isEqualTo(3);
    }

    private static Process start(String... words) throws IOException {
        return new ProcessBuilder(JavaCommand.of(Rdzv.class, words))
                .redirectErrorStream(true)
                .start();
    }

    private static String readUntil(Process process, String text, int times) throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        List<String> lines = new ArrayList<>();
        while (lines.stream().filter(line -> line.contains(text)).count() < times) {
            String line = output.readLine();
            assertThat(line).as("it ended after %s", lines).isNotNull();
            lines.add(line);
        }
        return String.join("\n", lines);
    }
}
