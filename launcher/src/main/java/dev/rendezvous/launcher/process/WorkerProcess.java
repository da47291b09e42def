package dev.rendezvous.launcher.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A worker that runs, and all that it has started. Thread-safe. */
public final class WorkerProcess {

    private final Process process;
    private final boolean isGuarded;
    private volatile List<ProcessHandle> descendants = List.of();

    private WorkerProcess(Process process, boolean isGuarded) {
        this.process = process;
        this.isGuarded = isGuarded;
    }

    /**
     * Starts a worker.
     *
     * @param start how
     * @return the worker
     * @throws IOException if the system cannot start it
     */
    public static WorkerProcess start(WorkerStart start) throws IOException {
        Optional<Warden> warden = Warden.find(System.getenv().getOrDefault("PATH", ""));
        List<String> command = warden.map(one -> one.around(start.command())).orElse(start.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(start.environment());
        start.stdout().map(Path::toFile).ifPresent(builder::redirectOutput);
        start.stderr().map(Path::toFile).ifPresent(builder::redirectError);
        return new WorkerProcess(builder.start(), warden.isPresent());
    }

    /** {@return the standard output, if it is a pipe; else an empty stream} */
    public InputStream stdout() {
        return process.getInputStream();
    }

    /** {@return the standard error, if it is a pipe; else an empty stream} */
    public InputStream stderr() {
        return process.getErrorStream();
    }

    /** {@return the process id of the command} */
    public long pid() {
        return process.pid();
    }

    /**
     * Calls back once when the command has ended, on another thread. What the command has left behind is killed before.
     *
     * @param ended takes the exit code: 128 and the signal, if the command died by one
     */
    public void onExit(IntConsumer ended) {
        var unused = process.onExit().thenAccept(gone -> {
            // The end of the pipe tells the warden to kill what is left of the group. Java closes it too, but may wait
            // for readers first.
            closePipe();
            descendants.forEach(ProcessHandle::destroyForcibly);
            ended.accept(gone.exitValue());
        });
    }

    /**
     * Sends a signal. Does nothing if the command has ended.
     *
     * @param name such as {@code TERM}
     * @param toGroup whether the children of the command get it too
     */
    public void signal(String name, boolean toGroup) {
        rememberDescendants();
        if (!isGuarded) {
            process.destroy();
        } else if (process.isAlive()) {
            tell(name + (toGroup ? " -" : ""));
        }
    }

    /** Kills the command and its children. */
    public void kill() {
        rememberDescendants();
        if (isGuarded && process.isAlive()) {
            tell("KILL -");
        } else {
            process.destroyForcibly();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Some may have left the group. */
    private void rememberDescendants() {
        descendants = process.descendants().toList();
    }

    private void tell(String line) {
        try {
            OutputStream pipe = process.getOutputStream();
            synchronized (pipe) {
                pipe.write((line + "\n").getBytes(US_ASCII));
                pipe.flush();
            }
        } catch (IOException noWarden) {
            // It has ended with the group, or something has killed it alone.
            if (line.startsWith("KILL")) {
                process.destroyForcibly();
            } else if (line.startsWith("TERM")) {
                process.destroy();
            }
        }
    }

    private void closePipe() {
        try {
            process.getOutputStream().close();
        } catch (IOException closed) {
            // It is closed, which is what was wanted.
            return;
        }
    }
}
