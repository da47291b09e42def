package dev.rendezvous.cli;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.UsageException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong; it prints a stack trace only on request. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final BooleanSupplier stackTrace;

    Failures(BooleanSupplier stackTrace) {
        this.stackTrace = stackTrace;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("rdzv: " + Text.oneLine(failure));
        UnmatchedArgumentException.printSuggestions(failure, err);
        return wrongUsage(command);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("rdzv: " + Text.oneLine(failure));
        if (stackTrace.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        if (failure instanceof UsageException) {
            return wrongUsage(command);
        }
        err.flush();
        return ExitCode.FINDINGS;
    }

    private static int wrongUsage(CommandLine command) {
        PrintWriter err = command.getErr();
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }
}
