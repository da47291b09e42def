package dev.rendezvous.integration.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.WatchedProcess;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real training in three JVMs under {@code rdzv run}. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class BoostExamplesIT {

    /** The script trains twice: first undisturbed, then with a rank that is killed. */
    @Test
    void demoTrainsTheSameModelAfterAKill() throws Exception {
        try (WatchedProcess demo = Examples.script("demo")) {
            demo.await(3, "model ([0-9a-f]{16})$");
            demo.await(1, "rank 1 failed: signal 9");
            assertThat(demo.await(3, "in round 2, begins at iteration (\\d+)")).doesNotContain("0");
            List<String> models = demo.await(6, "model ([0-9a-f]{16})$");
            assertThat(models).hasSize(6).containsOnly(models.get(0));
            assertThat(demo.exitCode()).isZero();
        }
    }

    @Test
    void readmeQuotesTheRecordingOfTheDemo() throws Exception {
        String readme = Examples.page("README.md");
        int first = readme.indexOf("$ rdzv run --standalone --procs-per-node 3 --max-restarts 3 -- java");
        List<String> excerpt =
                readme.substring(first, readme.indexOf("```", first)).lines().toList();

        assertThat(excerpt).hasSizeGreaterThan(5);
        assertThat(Examples.page("docs/demo.cast"))
                .startsWith("{\"version\": 2")
                .contains(excerpt);
    }

    /** The others wait for it inside the library, without end. */
    @Test
    void killedRankOfLightgbmEndsTheOthersToo() throws Exception {
        List<String> options = List.of(
                "--standalone",
                "--procs-per-node",
                "3",
                "--max-restarts",
                "1",
                "--restart-backoff",
                "10ms",
                "--stop-timeout",
                "5s");
        try (WatchedProcess job = Examples.java(options, "TrainLightgbm", "200")) {
            String victim = job.await(1, "process (\\d+) is rank 2 in round 1").get(0);
            job.await(1, "(iteration 2)");
            Examples.kill(victim);

            job.await(3, "process \\d+ is rank \\d in (round 2)");
            List<String> models = job.await(3, "model ([0-9a-f]{16})$");
            assertThat(models).hasSize(3).containsOnly(models.get(0));
            assertThat(job.exitCode()).isZero();
        }
    }
}
