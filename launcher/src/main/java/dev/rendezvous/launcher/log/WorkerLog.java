package dev.rendezvous.launcher.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The output of one worker. Where it is kept in files and not shown, the worker writes the files by itself.
 */
public final class WorkerLog {

    private final String name;
    private final Console console;
    private final Optional<Path> folder;
    private final Shown shown;
    private final String prefix;
    private final Tail errors = new Tail();
    private Optional<Pump> out = Optional.empty();
    private Optional<Pump> err = Optional.empty();

    /** What of a worker is shown. */
    public enum Shown {
        /** Both streams. */
        ALL,
        /** The standard error. */
        ERRORS,
        /** Nothing. */
        NOTHING
    }

    /**
     * Makes the log of a worker that is not started yet.
     *
     * @param name of its threads
     * @param console where lines are shown
     * @param folder where files are kept; it exists
     * @param shown what is shown
     * @param prefix what stands before each line
     */
    public WorkerLog(String name, Console console, Optional<Path> folder, Shown shown, String prefix) {
        this.name = name;
        this.console = console;
        this.folder = folder;
        this.shown = shown;
        this.prefix = prefix;
    }

    /** {@return where files are kept} */
    public Optional<Path> folder() {
        return folder;
    }

    /** {@return the file that the worker itself writes its standard output to; empty for a pipe} */
    public Optional<Path> stdoutFile() {
        return shown == Shown.ALL ? Optional.empty() : folder.map(each -> each.resolve("stdout.log"));
    }

    /** {@return the file that the worker itself writes its standard error to; empty for a pipe} */
    public Optional<Path> stderrFile() {
        return shown == Shown.NOTHING ? folder.map(each -> each.resolve("stderr.log")) : Optional.empty();
    }

    /**
     * Begins to read the pipes.
     *
     * @param stdout the standard output of the worker
     * @param stderr its standard error
     * @throws IOException if a file cannot be made
     */
    public void start(InputStream stdout, InputStream stderr) throws IOException {
        if (stdoutFile().isEmpty()) {
            out = Optional.of(pump("stdout", stdout, shown == Shown.ALL, false, new Tail()));
        }
        if (stderrFile().isEmpty()) {
            err = Optional.of(pump("stderr", stderr, shown != Shown.NOTHING, true, errors));
        }
        out.ifPresent(Pump::start);
        err.ifPresent(Pump::start);
    }

    private Pump pump(String stream, InputStream in, boolean isShown, boolean toErr, Tail tail) throws IOException {
        OutputStream file = folder.isEmpty()
                ? OutputStream.nullOutputStream()
                : Files.newOutputStream(folder.get().resolve(stream + ".log"));
        return new Pump(name + "-" + stream, in, new Pump.Target(console, isShown, toErr, prefix, file, tail));
    }

    /**
     * Waits until all output of a worker that has ended is written. There is a limit, since another process may hold the pipes open.
     *
     * @param until the limit, by the clock of {@link System#nanoTime()}
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitEnd(long until) throws InterruptedException {
        awaitErrors(until);
        if (out.isPresent()) {
            out.get().await(until);
        }
    }

    /**
     * The same for the standard error alone.
     *
     * @param until the limit, by the clock of {@link System#nanoTime()}
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitErrors(long until) throws InterruptedException {
        if (err.isPresent()) {
            err.get().await(until);
        }
    }

    /** {@return the last lines of its standard error} */
    public List<String> lastErrors() {
        return stderrFile().map(Tail::of).orElseGet(errors::lines);
    }
}
