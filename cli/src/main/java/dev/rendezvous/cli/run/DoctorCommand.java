package dev.rendezvous.cli.run;

import dev.rendezvous.cli.backends.PluginOptions;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.TextTable;
import dev.rendezvous.launcher.doctor.Doctor;
import dev.rendezvous.launcher.doctor.Finding;
import dev.rendezvous.launcher.plan.RunOption;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.IOException;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rdzv doctor}. */
@Command(
        name = "doctor",
        description = {
            "Checks whether rdzv run would work from here.",
            "Takes the options of rdzv run. Starts no worker, joins nothing, and leaves nothing behind."
        },
        customSynopsis = {
            "rdzv doctor [OPTIONS OF rdzv run] [--] [COMMAND [ARG...]]",
            "rdzv doctor --nodes 2 --run-id job-42 --endpoint host1:29400"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing has failed", "1:a check has failed", "2:wrong usage"})
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private PluginOptions plugins = new PluginOptions();

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            description =
                    "Where another node listens, such as with rdzv store serve --bind ADDR --port N. May be repeated.")
    private List<String> peers = new ArrayList<>();

    @Parameters(paramLabel = "COMMAND", hidden = true, description = "The command and its arguments.")
    private List<String> command = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine.ParseResult parsed = Objects.requireNonNull(spec, "picocli sets it before a command runs")
                .commandLine()
                .getParseResult();
        Map<RunOption, List<String>> typed = LauncherOptions.typed(parsed);
        TorchrunOptions.translate(parsed, typed).forEach(note -> terminal.err().println("rdzv: " + note));
        terminal.err().flush();
        List<Finding> findings = examine(typed);
        if (typed.containsKey(RunOption.JSON)) {
            Json.print(tree(findings), terminal.out());
        } else {
            table(findings).lines().forEach(terminal.out()::println);
        }
        terminal.out().flush();
        return hasFailed(findings) ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private List<Finding> examine(Map<RunOption, List<String>> typed) throws IOException, InterruptedException {
        try (URLClassLoader loader = plugins.plugins().loader()) {
            return Doctor.examine(typed, command, peers, RendezvousRegistry.discovered(loader), System.getenv());
        }
    }

    private static boolean hasFailed(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
    }

    private static TextTable table(List<Finding> findings) {
        TextTable table = new TextTable("CHECK", "RESULT", "TIME", "DETAIL");
        findings.forEach(finding -> table.row(
                Text.oneLine(finding.step()),
                verdict(finding),
                finding.took().map(DoctorCommand::time).orElse(""),
                Text.oneLine(finding.detail())));
        return table;
    }

    private static String verdict(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static String time(Duration took) {
        return String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }

    private static Map<String, @Nullable Object> tree(List<Finding> findings) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("ok", !hasFailed(findings));
        tree.put("checks", Json.trees(findings, DoctorCommand::tree));
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Finding finding) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("check", finding.step());
        tree.put("result", verdict(finding));
        tree.put("detail", finding.detail());
        tree.put("millis", finding.took().map(took -> took.toNanos() / 1e6).orElse(null));
        return tree;
    }
}
