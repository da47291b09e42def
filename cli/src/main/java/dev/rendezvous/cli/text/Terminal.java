package dev.rendezvous.cli.text;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command writes. Commands never name the standard streams, so that tests can look at what they say. */
@Command // else picocli takes it for no mixin
public final class Terminal {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Made by picocli, as a mixin. */
    public Terminal() {}

    /**
     * Creates the terminal of a command whose model is code.
     *
     * @param command the command
     */
    public Terminal(CommandSpec command) {
        this.command = command;
    }

    /** {@return the writer for results} */
    public PrintWriter out() {
        return commandLine().getOut();
    }

    /** {@return the writer for messages} */
    public PrintWriter err() {
        return commandLine().getErr();
    }

    /** Prints what the command can do. */
    public void usage() {
        commandLine().usage(err());
    }

    /** {@return the class of the whole program, which has its main method} */
    public Class<?> program() {
        return Objects.requireNonNull(command, "picocli sets it before a command runs")
                .root()
                .userObject()
                .getClass();
    }

    /**
     * {@return the text in bold where the terminal has it; the text may be a stranger's, so picocli's markup is not used}
     *
     * @param text the text
     */
    public String bold(String text) {
        return ansi().enabled() ? Ansi.Style.bold.on() + text + Ansi.Style.bold.off() : text;
    }

    private Ansi ansi() {
        return commandLine().getColorScheme().ansi();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command, "picocli sets it before a command runs")
                .commandLine();
    }
}
