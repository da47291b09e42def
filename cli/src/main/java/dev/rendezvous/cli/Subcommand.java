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
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;

/** The subcommands in the order of the help. */
enum Subcommand {
    BACKENDS,
    EXPLAIN,
    VERIFY,
    LOCK,
    WHY,
    DEMO,
    RUN,
    STATUS,
    CLOSE,
    DOCTOR,
    STORE,
    DEMO_WORKER,
    ELASTIC_WORKER,
    HELP;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /**
     * {@return the subcommand that the first argument names, since to read the models of all takes longer than to list backends; all of
     * them if it names none or asks for help, which tells of the others}
     */
    static Set<Subcommand> namedBy(String... arguments) {
        for (Subcommand subcommand : values()) {
            if (subcommand != HELP && arguments.length > 0 && subcommand.word.equals(arguments[0])) {
                return EnumSet.of(subcommand);
            }
        }
        return EnumSet.allOf(Subcommand.class);
    }

    CommandLine commandLine() {
        CommandLine command = new CommandLine(model());
        if (this == RUN || this == DOCTOR) {
            RunCommand.addOptions(command);
        }
        return command;
    }

    /** A class has annotations; a model that is code makes the commands fast that others wait for most often. */
    private Object model() {
        return switch (this) {
            case BACKENDS -> BackendsCommand.model();
            case EXPLAIN -> ExplainCommand.class;
            case VERIFY -> VerifyCommand.class;
            case LOCK -> LockCommand.class;
            case WHY -> WhyCommand.class;
            case DEMO -> DemoCommand.class;
            case RUN -> RunCommand.model();
            case STATUS -> StatusCommand.class;
            case CLOSE -> CloseCommand.class;
            case DOCTOR -> DoctorCommand.class;
            case STORE -> StoreCommand.class;
            case DEMO_WORKER -> DemoWorkerCommand.class;
            case ELASTIC_WORKER -> ElasticWorkerCommand.class;
            case HELP -> CommandLine.HelpCommand.class;
        };
    }
}
