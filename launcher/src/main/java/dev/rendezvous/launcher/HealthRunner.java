package dev.rendezvous.launcher;

import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.log.Console;
import dev.rendezvous.launcher.log.WorkerLog;
import dev.rendezvous.launcher.plan.Insight;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.process.WorkerProcess;
import dev.rendezvous.launcher.process.WorkerStart;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the command of {@code --health-check}. It ends with the agent, as a worker does. For the thread of the agent. */
final class HealthRunner {

    private static final Duration OUTPUT = Duration.ofMillis(300);

    private final Plan plan;
    private final Map<String, String> environment;
    private final Console console;
    private final Consumer<Event> events;
    private @Nullable WorkerProcess running;

    HealthRunner(Plan plan, Map<String, String> environment, Console console, Consumer<Event> events) {
        this.plan = plan;
        this.environment = new HashMap<>(environment);
        this.environment.put("RDZV_RUN_ID", plan.job().runId());
        this.console = console;
        this.events = events;
    }

    /** Begins a check; the event tells its end. */
    void start(int number) {
        try {
            WorkerLog output = new WorkerLog("rdzv-health", console, Optional.empty(), WorkerLog.Shown.NOTHING, "");
            WorkerProcess process =
                    WorkerProcess.start(new WorkerStart(command(), environment, Optional.empty(), Optional.empty()));
            running = process;
            output.start(process.stdout(), process.stderr());
            process.onExit(code ->
                    events.accept(new Event.HealthAnswered(number, code == 0, code == 0 ? "" : message(code, output))));
        } catch (IOException e) {
            events.accept(new Event.HealthAnswered(number, false, "cannot be started: " + e.getMessage()));
        }
    }

    private List<String> command() {
        String command =
                plan.insight().health().map(Insight.HealthCheck::command).orElse("");
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        return isWindows ? List.of("cmd.exe", "/c", command) : List.of("sh", "-c", command);
    }

    private static String message(int code, WorkerLog output) {
        try {
            output.awaitErrors(System.nanoTime() + OUTPUT.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> lines = output.lastErrors();
        return "exit " + code + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1));
    }

    /** Kills the check, if it still runs. */
    void stop() {
        WorkerProcess process = running;
        running = null;
        if (process != null) {
            process.kill();
        }
    }
}
