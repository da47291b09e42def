package dev.rendezvous.launcher.doctor;

import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PortRange;
import dev.rendezvous.launcher.process.Warden;
import dev.rendezvous.launcher.store.StorePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is checked on this machine alone. */
final class MachineChecks {

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long LITTLE_MEMORY = 256;

    /** What an agent and a small worker need; a JVM as a worker needs more. */
    private static final long AGENT_THREADS = 40;

    private static final long WORKER_THREADS = 10;

    private final Steps steps;
    private final String path;

    MachineChecks(Steps steps, String path) {
        this.steps = steps;
        this.path = path;
    }

    void java() {
        Runtime.Version version = Runtime.version();
        steps.add(Finding.ok(
                "java",
                version + " of " + System.getProperty("java.vendor", "?") + " on " + System.getProperty("os.name")
                        + ", " + Runtime.getRuntime().availableProcessors() + " processors"));
    }

    void warden() {
        steps.add(
                Warden.find(path)
                        .map(warden ->
                                Finding.ok("processes", warden.programs() + ": no worker outlives a killed agent"))
                        .orElseGet(
                                () -> Finding.warn(
                                        "processes",
                                        "there is no sh with setsid or perl on the PATH: workers may outlive an agent that is killed")));
    }

    void command(String program) {
        boolean isFound = program.contains("/")
                ? Files.isExecutable(Path.of(program)) && !Files.isDirectory(Path.of(program))
                : Warden.program(program, path).isPresent();
        steps.add(
                isFound
                        ? Finding.ok("command", program + " is a program")
                        : Finding.fail(
                                "command",
                                "no program " + program + (program.contains("/") ? "" : " on the PATH")
                                        + "; expected a program, or an interpreter before a script"));
    }

    void limits(int workers) {
        CgroupLimits limits = CgroupLimits.ofThisProcess();
        Optional<CgroupLimits.Limit> memory = limits.memory();
        memory.ifPresentOrElse(
                limit -> {
                    long left = limit.left() / MEBIBYTE;
                    String text = left + " MiB left of " + limit.most() / MEBIBYTE + " MiB that the cgroup allows";
                    steps.add(
                            left < LITTLE_MEMORY
                                    ? Finding.warn("memory", text + "; the kernel kills a process that needs more")
                                    : Finding.ok("memory", text));
                },
                () -> steps.add(Finding.ok("memory", "no limit of a cgroup")));
        long needed = AGENT_THREADS + workers * WORKER_THREADS;
        limits.processes()
                .ifPresentOrElse(
                        limit -> {
                            String text = limit.left() + " left of " + limit.most() + " that the cgroup allows";
                            steps.add(
                                    limit.left() < needed
                                            ? Finding.warn(
                                                    "pids",
                                                    text + "; an agent with " + workers + " small workers needs about "
                                                            + needed)
                                            : Finding.ok("pids", text));
                        },
                        () -> steps.add(Finding.ok("pids", "no limit of a cgroup")));
    }

    void logFolder(Plan plan) {
        Optional<Path> wanted = plan.output().logDir();
        Path folder = wanted.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        String step = wanted.isPresent() ? "log folder" : "temporary folder";
        try {
            Path existing = folder;
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            Files.delete(Files.createTempFile(existing, ".rdzv-doctor", ""));
            long free = Files.getFileStore(existing).getUsableSpace() / MEBIBYTE;
            String text = folder + ", " + free + " MiB free";
            steps.add(
                    free < LITTLE_MEMORY
                            ? Finding.warn(step, text + "; what a full disk cannot take is lost")
                            : Finding.ok(step, text));
        } catch (IOException e) {
            steps.add(Finding.fail(
                    step, "cannot write below " + folder + ": " + e + "; expected a folder that this user may write"));
        }
    }

    void ports(Optional<PortRange> range, InetAddress address) {
        try {
            int port = new StorePorts(range).free(address);
            steps.add(Finding.ok(
                    "ports",
                    "port " + port + " is free on " + address.getHostAddress()
                            + range.map(ports -> ", from " + ports).orElse("")));
        } catch (IOException e) {
            steps.add(Finding.fail(
                    "ports",
                    e.getMessage()
                            + (range.isPresent()
                                    ? "; expected a range with free ports"
                                    : "; expected an address of this machine, see --local-addr")));
        }
    }
}
