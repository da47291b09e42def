package dev.rendezvous.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.Rdzv;
import dev.rendezvous.cli.text.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command says before it starts anything. */
class RunCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int rdzv(String... words) {
        CommandLine command = Rdzv.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(words);
    }

    @Test
    void unknownOptionGetsTheNearest() {
        assertThat(rdzv("run", "--procs-per-nod", "2", "--", "true")).isEqualTo(2);
        assertThat(err.toString()).contains("--procs-per-nod").contains("--procs-per-node");
    }

    @Test
    void optionsEndAtTheFirstWord() {
        assertThat(rdzv("run", "--dry-run", "--nodes", "1", "train", "--nodes", "7"))
                .isZero();
        assertThat(out.toString()).contains("command: train --nodes 7");
    }

    @Test
    void spellingsOfTorchrunAreTaken() {
        assertThat(rdzv("run", "--dry-run", "--nproc_per_node=3", "--rdzv-id", "x", "--standalone", "train"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("--procs-per-node +3 +option")
                .containsPattern("--run-id +x +option");
    }

    @Test
    void outputOptionsOfTorchrunAreTranslated() {
        assertThat(rdzv(
                        "run",
                        "--dry-run",
                        "--local-ranks-filter=0",
                        "--log-line-prefix-template=[${role_name}${rank}:${local_rank}] ",
                        "train"))
                .isZero();
        assertThat(out.toString()).containsPattern("--console +local0 +option").contains("[{rank}:{local}]");
    }

    @Test
    void redirectsKeepTheOutputInANamedFolder() {
        assertThat(rdzv("run", "--dry-run", "-r", "3", "train")).isZero();
        assertThat(out.toString()).containsPattern("--console +none").containsPattern("--log-dir +\\S+rdzv-\\d+");
        assertThat(err.toString()).contains("--redirects keeps the output in ");
    }

    @Test
    void torchrunConfKeysAreTranslatedForOtherBackends() {
        assertThat(rdzv("run", "--dry-run", "--rdzv-conf", "timeout=60,last_call_timeout=5", "train"))
                .isZero();
        assertThat(out.toString()).contains("join_timeout=60,last_call=5");
    }

    @Test
    void oneOptionInTwoSpellingsIsRefused() {
        assertThat(rdzv("run", "--nodes", "1", "--nnodes", "2", "train")).isEqualTo(2);
        assertThat(err.toString()).contains("--nodes and --nnodes are the same option");
    }

    @Test
    void dryRunShowsSources() {
        assertThat(rdzv("run", "--dry-run", "--max-restarts", "3", "train")).isZero();
        assertThat(out.toString())
                .containsPattern("--max-restarts +3 +option")
                .containsPattern("--stop-timeout +30s +default")
                .contains("RDZV_RANK=<rank>");
    }

    @Test
    void dryRunPrintsJson() throws Exception {
        assertThat(rdzv("run", "--dry-run", "--json", "--max-restarts", "3", "train", "-v"))
                .isZero();
        Object tree = Json.parse(out.toString());

        assertThat(tree)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("command", List.of("train", "-v"))
                .extractingByKey("options", InstanceOfAssertFactories.MAP)
                .containsEntry("--max-restarts", Map.of("values", List.of("3"), "source", "option"));
        assertThat(out.toString()).contains("\"RDZV_RANK\" : \"<rank>\"");
    }

    @Test
    void jsonWithoutDryRunIsRefused() {
        assertThat(rdzv("run", "--json", "train")).isEqualTo(2);
        assertThat(err.toString()).contains("--json goes with --dry-run");
    }

    @Test
    void moduleOfPythonGetsAHint() {
        assertThat(rdzv("run", "-m", "train")).isEqualTo(2);
        assertThat(err.toString()).contains("python -m MODULE");
    }

    @Test
    void optionWithoutMeaningIsNamed() {
        assertThat(rdzv("run", "--dry-run", "--monitor-interval", "1", "train")).isZero();
        assertThat(err.toString()).contains("--monitor-interval of torchrun has no meaning here");
    }

    @Test
    void missingCommandIsRefused() {
        assertThat(rdzv("run", "--standalone")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no command");
    }

    @Test
    void severalNodesNeedAnEndpoint() {
        assertThat(rdzv("run", "--nodes", "2", "--run-id", "x", "train")).isEqualTo(2);
        assertThat(err.toString()).contains("--endpoint is missing");
    }
}
