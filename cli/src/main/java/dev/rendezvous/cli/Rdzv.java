package dev.rendezvous.cli;

import dev.rendezvous.cli.archive.ClassArchive;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/**
 * The command without a subcommand, and the way into all of them. Its model is code: picocli takes longer to read annotations than
 * all else that a short command does.
 */
public final class Rdzv implements Callable<Integer> {

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec stackTrace = flag("-X", "--stacktrace")
            .scopeType(ScopeType.INHERIT)
            .hidden(true)
            .description("Show the stack trace of an error.")
            .build();

    /** Made by {@link #commandLine()}, which also says how errors are shown. */
    private Rdzv() {
        spec.name("rdzv").scopeType(ScopeType.INHERIT).versionProvider(new VersionProvider());
        spec.addOption(stackTrace);
        spec.usageMessage()
                .sortOptions(false)
                .autoWidth(true)
                .synopsisSubcommandLabel("COMMAND")
                .description(
                        "Lists, explains and checks rendezvous backends, and starts processes that meet through them.")
                .descriptionHeading("%n")
                .parameterListHeading("%nParameters:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(UsageMessageSpec.keyValuesMap("0:fine", "1:findings, or a failed job", "2:wrong usage"));
    }

    /** The mixin of picocli with these options is a class with annotations. Its command for the help has an option of its own. */
    private static void addHelp(CommandSpec command) {
        if (command.findOption("-h") == null) {
            command.addOption(flag("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build());
            command.addOption(flag("-V", "--version")
                    .versionHelp(true)
                    .description("Print version information and exit.")
                    .build());
        }
        command.subcommands().values().forEach(subcommand -> addHelp(subcommand.getCommandSpec()));
    }

    private static OptionSpec.Builder flag(String name, String longName) {
        return OptionSpec.builder(name, longName).type(boolean.class);
    }

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the words after {@code rdzv}
     */
    public static void main(String[] args) {
        if (ClassArchive.isTraining()) {
            ClassArchive.TRAINING.forEach(words -> run(words.toArray(String[]::new)));
            System.exit(ExitCode.FINE);
        }
        int exitCode = run(args);
        ClassArchive.makeIfMissing(Rdzv.class);
        System.exit(exitCode);
    }

    private static int run(String... args) {
        Optional<String[]> typed = Arguments.of(args);
        if (typed.isEmpty()) {
            CommandLine command = commandLine();
            command.getErr().println("rdzv: the locale of this process cannot read the arguments; set LC_ALL=C.UTF-8");
            return ExitCode.USAGE;
        }
        String[] words = typed.orElseThrow();
        return commandLine(Subcommand.namedBy(words)).execute(words);
    }

    /** {@return the command with all its subcommands, ready to be executed; its writers may be replaced} */
    public static CommandLine commandLine() {
        return commandLine(EnumSet.allOf(Subcommand.class));
    }

    static CommandLine commandLine(Set<Subcommand> subcommands) {
        Rdzv rdzv = new Rdzv();
        for (Subcommand subcommand : subcommands) {
            rdzv.spec.addSubcommand(null, subcommand.commandLine());
        }
        addHelp(rdzv.spec);
        Failures failures = new Failures(rdzv::showsStackTraces);
        return new CommandLine(rdzv.spec)
                .setExpandAtFiles(false) // a key or a path may begin with @
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private boolean showsStackTraces() {
        return Boolean.TRUE.equals(stackTrace.getValue());
    }

    @Override
    public Integer call() {
        new Terminal(spec).usage();
        return ExitCode.USAGE;
    }
}
