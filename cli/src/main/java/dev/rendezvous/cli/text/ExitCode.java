package dev.rendezvous.cli.text;

/** The exit codes that all commands share. {@code rdzv run} has further ones of its own. */
public final class ExitCode {

    /** All is well. */
    public static final int FINE = 0;

    /** Something needs attention, or a job failed. */
    public static final int FINDINGS = 1;

    /** The command was not written as it must be. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
