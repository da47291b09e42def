package dev.rendezvous.integration;

import dev.rendezvous.cli.Rdzv;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What one run of the command gave.
 *
 * @param exitCode its exit code
 * @param output what it printed, to either stream
 */
record CommandRun(int exitCode, String output) {

    static CommandRun of(Object... words) {
        StringWriter output = new StringWriter();
        CommandLine command =
                Rdzv.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(output, true));
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        int exitCode = command.execute(arguments);
        return new CommandRun(exitCode, output.toString().replace(System.lineSeparator(), "\n"));
    }
}
