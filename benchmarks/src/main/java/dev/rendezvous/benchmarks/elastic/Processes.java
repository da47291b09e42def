package dev.rendezvous.benchmarks.elastic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Processes that this one has started, also through others. */
final class Processes {

    private Processes() {}

    /** {@return the processor time of those whose program has this name, in nanoseconds} */
    static long cpuNanos(String program) throws IOException {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::info)
                .filter(info -> info.command()
                        .filter(command -> Path.of(command).endsWith(program))
                        .isPresent())
                .mapToLong(info -> info.totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }
}
