package dev.rendezvous.cli;

import dev.rendezvous.cli.backends.BackendsCommand;
import dev.rendezvous.cli.backends.ExplainCommand;
import dev.rendezvous.cli.demo.DemoCommand;
import dev.rendezvous.cli.demo.DemoWorkerCommand;
import dev.rendezvous.cli.demo.ElasticWorkerCommand;
import dev.rendezvous.cli.inspect.LockCommand;
import dev.rendezvous.cli.inspect.VerifyCommand;
import dev.rendezvous.cli.run.CloseCommand;
import dev.rendezvous.cli.run.DoctorCommand;
import dev.rendezvous.cli.run.RunCommand;
import dev.rendezvous.cli.run.StatusCommand;
import dev.rendezvous.cli.store.StoreCommand;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand, and the way into all of them. */
@Command(
        name = "rdzv",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, explains and checks rendezvous backends, and starts processes that meet through them.",
        descriptionHeading = "%n",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:fine", "1:findings, or a failed job", "2:wrong usage"},
        subcommands = {
            BackendsCommand.class,
            ExplainCommand.class,
            VerifyCommand.class,
            LockCommand.class,
            WhyCommand.class,
            DemoCommand.class,
            RunCommand.class,
            StatusCommand.class,
            CloseCommand.class,
            DoctorCommand.class,
            StoreCommand.class,
            DemoWorkerCommand.class,
            ElasticWorkerCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Rdzv implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = {"-X", "--stacktrace"},
            hidden = true,
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean stackTrace;

    /** Made by {@link #commandLine()}, which also says how errors are shown. */
    private Rdzv() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the words after {@code rdzv}
     */
    public static void main(String[] args) {
        Optional<String[]> typed = Arguments.of(args);
        if (typed.isEmpty()) {
            CommandLine command = commandLine();
            command.getErr().println("rdzv: the locale of this process cannot read the arguments; set LC_ALL=C.UTF-8");
            System.exit(ExitCode.USAGE);
        }
        System.exit(commandLine().execute(typed.orElseThrow()));
    }

    /** {@return the command with all its subcommands, ready to be executed; its writers may be replaced} */
    public static CommandLine commandLine() {
        Rdzv rdzv = new Rdzv();
        Failures failures = new Failures(() -> rdzv.stackTrace);
        CommandLine command = new CommandLine(rdzv)
                .setExpandAtFiles(false) // a key or a path may begin with @
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        RunCommand.addOptions(command);
        return command;
    }

    @Override
    public Integer call() {
        terminal.usage();
        return ExitCode.USAGE;
    }
}
