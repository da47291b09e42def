package dev.rendezvous.launcher.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a worker into a session of its own, with a helper that ends the whole process group when the agent is gone.
 *
 * <p>The helper reads the standard input of the worker's process, which is a pipe from the agent. A line such as {@code TERM -} sends
 * a signal to the group, {@code USR1} to the command alone. The end of the file means that the agent is gone, however it ended: the
 * helper sends TERM, waits about a second and a half for the command, and kills the group.
 *
 * <p>{@code exec} makes the command itself the process that the agent knows: its pid and its exit code are exact. The helper is forked
 * twice, so that it is not a child of the command, and it stays in the group, so that the number of the group is not used again. The
 * command reads from {@code /dev/null}, since its standard input is the pipe.
 */
public final class Warden {

    private static final String SCRIPT = """
            exec 3<&0
            ( ( trap '' HUP INT TERM QUIT USR1 USR2
                while read -r s g; do kill -"$s" "$g$$"; done
                kill -TERM -"$$"; i=0
                while [ $i -lt 7 ] && kill -0 $$; do sleep 0.2; i=$((i+1)); done
                kill -KILL -"$$" ) <&3 >/dev/null 2>&1 3<&- & )
            exec "$@" </dev/null 3<&-
            """;

    /** The shell, -c, the script, and its name. */
    private static final int SHELL_FROM_END = 4;

    private final List<String> before;

    private Warden(List<String> before) {
        this.before = before;
    }

    /**
     * {@return the warden of this machine; empty if it has no way to make a session, as on Windows}
     *
     * @param path the variable {@code PATH}
     */
    public static Optional<Warden> find(String path) {
        Optional<Path> shell = program("sh", path);
        Optional<Path> setsid = program("setsid", path);
        Optional<Path> perl = program("perl", path);
        if (shell.isEmpty() || (setsid.isEmpty() && perl.isEmpty())) {
            return Optional.empty();
        }
        List<String> before = new ArrayList<>();
        if (setsid.isPresent()) {
            before.add(setsid.get().toString());
        } else {
            // macOS has no setsid.
            before.addAll(List.of(perl.get().toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV"));
        }
        before.addAll(List.of(shell.get().toString(), "-c", SCRIPT, "rdzv-warden"));
        return Optional.of(new Warden(before));
    }

    /**
     * {@return the program in the first folder that has it}
     *
     * @param name of the program
     * @param path the variable {@code PATH}
     */
    public static Optional<Path> program(String name, String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return Optional.of(file.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    /** {@return the programs that make the session of a worker} */
    public String programs() {
        return before.get(0) + ", " + before.get(before.size() - SHELL_FROM_END);
    }

    List<String> around(List<String> command) {
        List<String> all = new ArrayList<>(before);
        all.addAll(command);
        return all;
    }
}
