package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The elastic group that the demo shows, with its whole output. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ElasticDemoIT {

    @AfterEach
    void noProcessIsLeftBehind() {
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(process -> process.info().command().orElse("").contains("java")))
                .isEmpty();
    }

    @Test
    void demoShowsEachRoundOfAnElasticGroup() {
        CommandRun run = CommandRun.of("demo", "--backend", "tcp", "--timeout", "2m");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(normalized(run.output())).isEqualTo("""
                1. The registry looks at the application's own class path.
                   "tcp" is dev.rendezvous.tcp.TcpBackend: Elastic groups that meet at a TCP store server, which one of the nodes hosts
                   it came from PLACE
                   it knows static, tcp; contains("tcp") is true

                2. 3 separate JVM processes ask for "tcp" by name and meet at localhost:PORT. A round needs 2 of them and takes 3 at most.
                   worker 1 | process PID asks for "tcp"
                   worker 1 | round 1: rank R of 3
                   worker 1 | this node serves the run at localhost:PORT
                   worker 2 | process PID asks for "tcp"
                   worker 2 | round 1: rank R of 3
                   worker 3 | process PID asks for "tcp"
                   worker 3 | round 1: rank R of 3

                3. Worker 2 is killed (SIGKILL). The others notice it, and form the next round without it.
                   worker 1 | round 2: rank R of 2
                   worker 1 | the group changes; stops its work and asks for the next round
                   worker 3 | round 2: rank R of 2
                   worker 3 | the group changes; stops its work and asks for the next round

                4. A new process, worker 4, joins while the group is running.
                   worker 1 | round 3: rank R of 3
                   worker 1 | the group changes; stops its work and asks for the next round
                   worker 3 | round 3: rank R of 3
                   worker 3 | the group changes; stops its work and asks for the next round
                   worker 4 | process PID asks for "tcp"
                   worker 4 | round 3: rank R of 3

                5. The run is closed, for all processes and for good.
                   worker 1 | the run is closed; leaves
                   worker 3 | the run is closed; leaves
                   worker 4 | the run is closed; leaves

                6. Done: 4 processes, of which one was killed and one came late, formed 3 rounds through PLACE in N s.
                """);
        assertThat(ranks(run.output(), 1)).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(ranks(run.output(), 2)).containsExactlyInAnyOrder("0", "1");
        assertThat(ranks(run.output(), 3)).containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    void elasticDemoNeedsTwoProcesses() {
        CommandRun run = CommandRun.of("demo", "--backend", "tcp", "--nodes", "1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("--nodes", "2 or more");
    }

    /** What differs from run to run is replaced, and the lines of each step are sorted. */
    private static String normalized(String output) {
        String same = output.replaceAll("process \\d+", "process PID")
                .replaceAll("localhost:\\d+", "localhost:PORT")
                .replaceAll("rank \\d+ of", "rank R of")
                .replaceAll("it came from .*", "it came from PLACE")
                .replaceAll("through .* in \\d+\\.\\d s", "through PLACE in N s");
        return Arrays.stream(same.split("\n\n", -1))
                .map(ElasticDemoIT::sorted)
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String sorted(String step) {
        String[] lines = step.strip().split("\n", -1);
        Arrays.sort(lines, 1, lines.length);
        return String.join("\n", lines);
    }

    private static List<String> ranks(String output, int round) {
        return Pattern.compile("round " + round + ": rank (\\d+) of")
                .matcher(output)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
