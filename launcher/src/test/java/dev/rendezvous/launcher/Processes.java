package dev.rendezvous.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks at processes that are not children of the test. */
final class Processes {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private Processes() {}

    /** {@return how long it took until all were gone} */
    static Duration awaitGone(List<String> pids, Duration limit) {
        long begun = System.nanoTime();
        while (pids.stream().anyMatch(Processes::isAlive)) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw new AssertionError("still alive after " + limit + ": "
                        + pids.stream().filter(Processes::isAlive).toList());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A process that has ended and that its parent has not asked for yet is gone: it holds nothing. */
    static boolean isAlive(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }
}
