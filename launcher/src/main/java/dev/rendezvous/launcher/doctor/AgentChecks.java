package dev.rendezvous.launcher.doctor;

import dev.rendezvous.launcher.http.Page;
import dev.rendezvous.launcher.http.StatusServer;
import dev.rendezvous.launcher.plan.Insight;
import dev.rendezvous.launcher.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is checked of the options by which people and machines see the job. */
final class AgentChecks {

    private static final Duration HEALTH = Duration.ofMinutes(1);

    private final Steps steps;
    private final Insight insight;

    AgentChecks(Steps steps, Plan plan) {
        this.steps = steps;
        this.insight = plan.insight();
    }

    void http() {
        insight.http().ifPresent(address -> {
            String text = address.host() + " port " + address.port();
            try (StatusServer server = StatusServer.start(address.host(), address.port(), path -> Page.text(404, ""))) {
                steps.add(Finding.ok("http", text + " is free: " + server.address()));
            } catch (IOException e) {
                steps.add(Finding.fail(
                        "http", "cannot listen on " + text + ": " + e.getMessage() + "; expected a free port, or 0"));
            }
        });
    }

    void events() {
        insight.events().filter(file -> !file.equals("-")).map(Path::of).ifPresent(file -> {
            Path folder = file.toAbsolutePath().getParent();
            boolean isWritable = Files.exists(file)
                    ? Files.isWritable(file) && !Files.isDirectory(file)
                    : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
            steps.add(
                    isWritable
                            ? Finding.ok("events", file + " can be written")
                            : Finding.fail(
                                    "events",
                                    "cannot write " + file + "; expected a file in a folder that"
                                            + " this user may write"));
        });
    }

    void health(Map<String, String> environment) throws InterruptedException {
        if (insight.health().isEmpty()) {
            return;
        }
        String command = insight.health().get().command();
        steps.run("health check", HEALTH.plusSeconds(5), () -> {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                boolean isOver = process.waitFor(HEALTH.toSeconds(), TimeUnit.SECONDS);
                int code = isOver ? process.exitValue() : -1;
                return List.of(
                        code == 0
                                ? Finding.ok("health check", command + " says that this node is healthy")
                                : Finding.fail(
                                        "health check",
                                        command
                                                + (isOver
                                                        ? " exits with " + code
                                                        : " does not end within " + HEALTH.toSeconds() + " s")));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        });
    }
}
