package dev.rendezvous.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a worker.
 *
 * @param command the program and its arguments
 * @param environment all variables that it gets
 * @param stdout the file of its standard output; empty for a pipe
 * @param stderr the file of its standard error; empty for a pipe
 */
public record WorkerStart(
        List<String> command, Map<String, String> environment, Optional<Path> stdout, Optional<Path> stderr) {

    /** Copies the collections. */
    public WorkerStart {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
