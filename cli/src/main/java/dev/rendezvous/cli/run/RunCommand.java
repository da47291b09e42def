package dev.rendezvous.cli.run;

import dev.rendezvous.cli.backends.PluginOptions;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.launcher.DryRun;
import dev.rendezvous.launcher.Launcher;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.launcher.plan.PlanMaker;
import dev.rendezvous.launcher.plan.RunOption;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** {@code rdzv run}. */
public final class RunCommand implements Callable<Integer> {

    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Terminal terminal = new Terminal(spec);
    private final PositionalParamSpec command = PositionalParamSpec.builder()
            .paramLabel("COMMAND")
            .hidden(true)
            .description("The command and its arguments.")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build();

    private RunCommand() {
        spec.name("run").addOption(PluginOptions.model());
        spec.addPositional(command);
        spec.usageMessage()
                .description(
                        "Runs any command as a distributed, elastic job.",
                        "Starts the workers of this node, and starts them again when a worker fails or a node comes or goes.")
                .customSynopsis(
                        "rdzv run [OPTIONS] [--] COMMAND [ARG...]",
                        "rdzv run --standalone --procs-per-node 3 -- java -cp app.jar com.acme.Train")
                .footer(
                        "Each option may also be set by an environment variable: RDZV_RUN_NODES for --nodes, and so on.",
                        "The spellings of torchrun work too, and so do its variables PET_*.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(UsageMessageSpec.keyValuesMap(
                        "0:done",
                        "1..255:the code of the worker that failed first, the same on all nodes; 128 and the signal if it died by one",
                        "2:wrong usage",
                        "69:the backend cannot be reached, or was lost",
                        "75:try again: not enough nodes in time, or the run has already ended",
                        "126, 127:the command is not executable, or not found",
                        "129, 130, 143:stopped by HUP, by Ctrl-C, by TERM"));
    }

    /** {@return the command, without the options of the launcher} */
    public static CommandSpec model() {
        return new RunCommand().spec;
    }

    /**
     * Adds the options of the launcher to a command that takes them.
     *
     * @param command {@code rdzv run} or {@code rdzv doctor}
     */
    public static void addOptions(CommandLine command) {
        LauncherOptions.addTo(command.getCommandSpec());
        TorchrunOptions.addTo(command.getCommandSpec());
        command.setStopAtPositional(true); // the rest belongs to the command of the user
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        try {
            Plan plan = plan(environment);
            return plan.dryRun() ? show(plan, environment) : run(plan, environment);
        } catch (PlanException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Plan plan(Map<String, String> environment) {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<RunOption, List<String>> typed = LauncherOptions.typed(parsed);
        TorchrunOptions.translate(parsed, typed).forEach(note -> terminal.err().println("rdzv: " + note));
        terminal.err().flush();
        List<String> words = command.getValue();
        return PlanMaker.plan(typed, words == null ? List.of() : words, environment);
    }

    private int show(Plan plan, Map<String, String> environment) throws IOException {
        if (plan.insight().isJson()) {
            Json.print(DryRun.tree(plan, environment), terminal.out());
            terminal.out().flush();
            return ExitCode.FINE;
        }
        DryRun.lines(plan, environment).forEach(line -> terminal.out().println(Text.printable(line)));
        plan.notes().forEach(note -> terminal.err().println("rdzv: " + Text.oneLine(note)));
        terminal.out().flush();
        terminal.err().flush();
        return ExitCode.FINE;
    }

    private int run(Plan plan, Map<String, String> environment) throws IOException, InterruptedException {
        logAsTheLauncherDoes();
        JvmErrors errors = JvmErrors.take(stream(FileDescriptor.err));
        try (URLClassLoader loader =
                PluginOptions.of(spec.commandLine().getParseResult()).plugins().loader()) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            return new Launcher(plan, registry, environment)
                    .run(stream(FileDescriptor.out), stream(FileDescriptor.err));
        } finally {
            errors.release();
        }
    }

    /** A line of a backend, such as that it serves the run, stands among those of the launcher. */
    private static void logAsTheLauncherDoes() {
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "rdzv: %5$s%6$s%n");
        }
    }

    /** Bytes of workers are passed on as they are. Not closed: the command may still have something to say. */
    private static OutputStream stream(FileDescriptor descriptor) {
        return new FileOutputStream(descriptor);
    }
}
