package dev.rendezvous.launcher;

import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.environment.WorkerEnvironment;
import dev.rendezvous.launcher.environment.WorkerPlace;
import dev.rendezvous.launcher.log.Console;
import dev.rendezvous.launcher.log.WorkerLog;
import dev.rendezvous.launcher.plan.Output;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.process.WorkerProcess;
import dev.rendezvous.launcher.process.WorkerStart;
import dev.rendezvous.launcher.report.ErrorFile;
import dev.rendezvous.launcher.store.NodeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The workers of one node in one round. Thread-safe. */
final class NodeWorkers {

    private static final int NOT_EXECUTABLE = 126;

    /** The codes of KILL and TERM, which another process sends. So the last line of the worker is not the reason. */
    private static final Set<Integer> KILLED = Set.of(137, 143);

    private static final Duration MESSAGE = Duration.ofMillis(300);

    /** A little less than the second that an open pipe may delay the end. */
    private static final Duration PIPES = Duration.ofMillis(700);

    /** For files, after the console was given up. */
    private static final Duration FILES = Duration.ofMillis(200);

    private final Plan plan;
    private final Console console;
    private final RoundFolder folder;
    private final WorkerEnvironment environment;
    private final Consumer<Event> events;
    private final Map<Integer, Running> workers = new ConcurrentHashMap<>();

    /** A worker with its output. */
    private record Running(WorkerProcess process, WorkerLog log, long since) {}

    NodeWorkers(Plan plan, Console console, RoundFolder folder, WorkerEnvironment environment, Consumer<Event> events) {
        this.plan = plan;
        this.console = console;
        this.folder = folder;
        this.environment = environment;
        this.events = events;
    }

    /** Starts all. A worker that cannot be started has ended with 126. */
    void start(WorkerPlace.RoundPlace round) {
        workers.clear();
        console.giveUpIfStalled();
        for (int local = 0; local < round.localWorldSize(); local++) {
            try {
                start(round, local);
            } catch (IOException e) {
                events.accept(new Event.WorkerEnded(
                        round.number(), local, NOT_EXECUTABLE, "cannot be started: " + e.getMessage()));
            }
        }
    }

    private void start(WorkerPlace.RoundPlace round, int local) throws IOException {
        int rank = round.firstRank() + local;
        Path own = folder.worker(round.number(), rank);
        Path errorFile = own.resolve("error.json");
        Optional<Path> logs = folder.isKept() ? Optional.of(own) : Optional.empty();
        WorkerPlace place = new WorkerPlace(round, local, errorFile, logs);
        WorkerLog log = new WorkerLog("rdzv-rank-" + rank, console, logs, shown(rank, local), prefix(place));
        WorkerProcess process = WorkerProcess.start(
                new WorkerStart(plan.workers().command(), environment.of(place), log.stdoutFile(), log.stderrFile()));
        workers.put(local, new Running(process, log, System.nanoTime()));
        log.start(process.stdout(), process.stderr());
        process.onExit(code -> events.accept(
                new Event.WorkerEnded(round.number(), local, code, code == 0 ? "" : message(code, errorFile, log))));
    }

    private String prefix(WorkerPlace place) {
        NodeRow node = place.round().table().nodes().get(place.round().nodeRank());
        boolean alone = place.round().localWorldSize() == 1 && place.round().nodes() == 1;
        String several = place.round().nodes() > 1 ? "[{host}:{rank}] " : "[{rank}] ";
        String template = plan.output().prefix().orElse(alone ? "" : several);
        return template.replace("{rank}", String.valueOf(place.rank()))
                .replace("{local}", String.valueOf(place.localRank()))
                .replace("{node}", place.round().nodeId())
                .replace("{round}", String.valueOf(place.round().number()))
                .replace("{host}", node.address());
    }

    private WorkerLog.Shown shown(int rank, int local) {
        Output.Console shown = plan.output().console();
        if (shown instanceof Output.Console.All) {
            return WorkerLog.Shown.ALL;
        }
        if (shown instanceof Output.Console.FirstLocal) {
            return local == 0 ? WorkerLog.Shown.ALL : WorkerLog.Shown.ERRORS;
        }
        return shown instanceof Output.Console.Ranks ranks && ranks.ranks().contains(rank)
                ? WorkerLog.Shown.ALL
                : WorkerLog.Shown.NOTHING;
    }

    private static String message(int code, Path errorFile, WorkerLog log) {
        Optional<String> written = ErrorFile.message(errorFile);
        if (written.isPresent()) {
            return written.get();
        }
        if (KILLED.contains(code)) {
            return "";
        }
        try {
            log.awaitErrors(System.nanoTime() + MESSAGE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> lines = log.lastErrors();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** {@return the process ids by local rank; 0 for a worker that could not be started} */
    List<Long> pids() {
        return IntStream.range(0, plan.workers().count())
                .mapToObj(local -> {
                    Running worker = workers.get(local);
                    return worker == null ? 0L : worker.process().pid();
                })
                .toList();
    }

    /** Sends a signal to all: to each command and its children, or to the commands alone. */
    void signal(String name, boolean toGroups) {
        workers.values().forEach(worker -> worker.process().signal(name, toGroups));
    }

    void kill() {
        workers.values().forEach(worker -> worker.process().kill());
    }

    /** {@return how long a worker has been there} */
    Duration lived(int local) {
        Running worker = workers.get(local);
        return worker == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - worker.since());
    }

    /** {@return the folder where the output of a worker is kept} */
    Optional<Path> logs(int local) {
        Running worker = workers.get(local);
        return worker == null ? Optional.empty() : worker.log().folder();
    }

    /** {@return the last lines that a worker wrote to its standard error} */
    List<String> lastErrors(int local) {
        Running worker = workers.get(local);
        return worker == null ? List.of() : worker.log().lastErrors();
    }

    /** Waits until the output of all is written, within limits. A console that does not read is given up. */
    void awaitOutput() throws InterruptedException {
        awaitOutput(PIPES);
        if (console.isStalled()) {
            console.giveUpIfStalled();
            awaitOutput(FILES);
        }
    }

    private void awaitOutput(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        for (Running worker : workers.values()) {
            worker.log().awaitEnd(until);
        }
    }
}
