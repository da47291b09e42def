package dev.rendezvous.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The limits of memory and processes that the cgroup of this process and those above it set. Linux only. */
final class CgroupLimits {

    /** Version 1 writes a number near the largest long for "no limit". */
    private static final long NONE = Long.MAX_VALUE / 2;

    private final Path membership;
    private final Path mount;

    /**
     * Reads nothing yet.
     *
     * @param membership the file with the cgroups of the process
     * @param mount where cgroups are mounted
     */
    CgroupLimits(Path membership, Path mount) {
        this.membership = membership;
        this.mount = mount;
    }

    static CgroupLimits ofThisProcess() {
        return new CgroupLimits(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
    }

    /** A limit and what is used of it. */
    record Limit(long most, long used) {
        long left() {
            return Math.max(0, most - used);
        }
    }

    /** {@return the bytes of memory; empty if there is no limit} */
    Optional<Limit> memory() {
        return smallest(
                "memory",
                List.of("memory.max", "memory.limit_in_bytes"),
                List.of("memory.current", "memory.usage_in_bytes"));
    }

    /** {@return the number of processes and threads; empty if there is no limit} */
    Optional<Limit> processes() {
        return smallest("pids", List.of("pids.max"), List.of("pids.current"));
    }

    private Optional<Limit> smallest(String controller, List<String> most, List<String> used) {
        return lines(membership).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[2].startsWith("/") && isOf(controller, parts[1]))
                .flatMap(parts -> folders(parts[1], parts[2].substring(1)).stream())
                .flatMap(folder -> limit(folder, most, used).stream())
                .min(Comparator.comparingLong(Limit::left));
    }

    /** Version 2 has one tree for all controllers, and names none. */
    private static boolean isOf(String controller, String controllers) {
        return controllers.isEmpty() || List.of(controllers.split(",", -1)).contains(controller);
    }

    /** {@return the folder of a cgroup and those above it} */
    private List<Path> folders(String controllers, String path) {
        Path top = controllers.isEmpty() ? mount : mount.resolve(controllers);
        List<Path> folders = new ArrayList<>();
        @Nullable Path folder = top.resolve(path).normalize();
        while (folder != null && folder.startsWith(top)) {
            folders.add(folder);
            folder = folder.getParent();
        }
        return folders;
    }

    private static Optional<Limit> limit(Path folder, List<String> most, List<String> used) {
        Optional<Long> limit = number(folder, most);
        return limit.map(value -> new Limit(value, number(folder, used).orElse(0L)));
    }

    private static Optional<Long> number(Path folder, List<String> names) {
        return names.stream()
                .flatMap(name -> lines(folder.resolve(name)).stream().limit(1))
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}|9[0-9]{18}"))
                .map(text -> text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text))
                .filter(value -> value < NONE)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
