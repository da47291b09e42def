package dev.rendezvous.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.rendezvous.cli.Eventually;
import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real processes, which must all be gone after each test. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class DemoCommandTest {

    @TempDir
    static Path folder;

    static Path mini = Path.of("");
    static Path troubled = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        mini = PluginJar.compiled(folder, "mini");
        troubled = PluginJar.compiled(folder, "troubled");
    }

    @AfterEach
    void noProcessIsLeftBehind() {
        System.clearProperty(DemoCommand.EXAMPLES);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void threeProcessesMeetAndReadEachOthersValues() {
        Run run = Run.of("demo", "--backend", "mini", "--plugins", mini);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("it knows static; contains(\"mini\") is false")
                .contains("it knows mini, static; contains(\"mini\") is true")
                .contains("it came from " + mini)
                .contains("5. Done: 3 processes met through mini.jar");
        List<String> processes = all("process (\\d+) asks", run.out());
        assertThat(processes).hasSize(3).doesNotHaveDuplicates();
        assertThat(all("rank (\\d), world size 3", run.out())).containsExactlyInAnyOrder("0", "1", "2");
        for (String process : processes) {
            assertThat(all("got greeting/\\d: +\"(hello from process " + process + ")\"", run.out()))
                    .as("the other two read what process %s wrote", process)
                    .hasSize(2);
        }
        assertThat(all("(worker \\d) \\| left", run.out()))
                .containsExactlyInAnyOrder("worker 1", "worker 2", "worker 3");
        assertThat(meetingPlace(run.out())).doesNotExist();
    }

    @Test
    void aliasesAndOtherNumbersOfProcessesWorkToo() {
        Run run = Run.of("demo", "--backend=tiny", "--nodes=1", "--plugins", mini);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("rank 0, world size 1", "5. Done: 1 process met");
    }

    @Test
    void processesMeetThroughTheIncludedBackend() {
        Run run = Run.of("demo", "--backend", "static");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("it knows static; contains(\"static\") is true")
                .contains("2. 3 separate JVM processes ask for \"static\" by name and meet at localhost:")
                .contains("3. Done: 3 processes met");
        assertThat(all("rank (\\d), world size 3", run.out())).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(all("got greeting/\\d: +\"(hello from process \\d+)\"", run.out()))
                .hasSize(6);
        assertThat(all("(worker \\d) \\| left", run.out())).hasSize(3);
    }

    @Test
    void propertyNamesTheJarOfTheSample() {
        System.setProperty(DemoCommand.EXAMPLES, mini.toString());

        Run run = Run.of("demo", "--backend=mini", "--nodes=1");

        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no/such/sample.jar"})
    void missingExamplesFolderIsWrongUsage(String place) {
        System.setProperty(DemoCommand.EXAMPLES, place);

        Run run = Run.of("demo");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(place, "start the demo with the script rdzv, or name a jar with --plugins");
    }

    @Test
    void failedProcessStopsTheOthersAndIsQuoted() {
        Run run = Run.of("demo", "--backend=failing", "--plugins", troubled);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsPattern(
                        "rdzv: worker \\d failed with exit code 1; the others were stopped\nworker \\d said last\n")
                .contains("  rdzv: the disk is on fire\n");
        assertThat(run.out()).containsPattern("worker \\d \\| rdzv: the disk is on fire");
        assertThat(meetingPlace(run.out())).doesNotExist();
    }

    @Test
    void hangingProcessesAreStoppedAtTheTimeout() {
        Run run = Run.of("demo", "--backend=hanging", "--timeout=10s", "--plugins", troubled);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rdzv: worker 1, worker 2, worker 3 did not end within 10 s and had to be stopped\n")
                .contains("worker 2 said");
        assertThat(run.out()).contains("asks for \"hanging\"");
        assertThat(meetingPlace(run.out())).doesNotExist();
    }

    @Test
    void unknownBackendStartsNothing() {
        Run run = Run.of("demo", "--backend=minni", "--plugins", mini);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no backend is called \"minni\" (did you mean \"mini\"?)");
        assertThat(run.out()).doesNotContain("worker");
    }

    @Test
    void backendThatTwoJarsClaimStartsNothing() throws IOException {
        Path rival = PluginJar.withIndexOnly(
                folder.resolve("rival.jar"), "org.R\n#rendezvous:1 org.R name=mini implementation=org.Rival\n");

        Run run = Run.of("demo", "--backend=mini", "--plugins", mini, "--plugins", rival);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the name \"mini\" is claimed by", mini.toString(), rival.toString());
        assertThat(run.out()).doesNotContain("worker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--nodes=0", "--nodes=33", "--nodes=three", "--timeout=0s", "--timeout=soon", "--timeout=2h"})
    void anOptionOutOfItsBoundsIsWrongUsage(String option) {
        Run run = Run.of("demo", "--backend=mini", "--plugins=" + mini, option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option.substring(0, option.indexOf('=')));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void interruptEndsTheDemo() throws InterruptedException {
        Run[] result = new Run[1];
        Thread demo = new Thread(
                () -> result[0] = Run.of("demo", "--backend=hanging", "--plugins", troubled), "interrupted-demo");
        demo.start();
        Eventually.check(() -> assertThat(ProcessHandle.current().children()).hasSize(3));

        demo.interrupt();
        demo.join();

        assertThat(result[0].exitCode()).isEqualTo(1);
        assertThat(result[0].err()).contains("rdzv: interrupted");
    }

    static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    static Path meetingPlace(String out) {
        return Path.of(all("meet in (.*)", out).get(0));
    }
}
