package dev.rendezvous.launcher.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Collects findings. Each step has a time limit, since a name server or a backend may never answer. */
final class Steps {

    private final List<Finding> findings = new ArrayList<>();

    /** A step that may block or fail. */
    interface Step {
        List<Finding> run() throws Exception;
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** {@return whether the step found no failure} An exception is a failure with its message. */
    boolean run(String name, Duration limit, Step step) throws InterruptedException {
        List<Finding> found = found(name, limit, step);
        findings.addAll(found);
        return found.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
    }

    private static List<Finding> found(String name, Duration limit, Step step) throws InterruptedException {
        FutureTask<List<Finding>> task = new FutureTask<>(step::run);
        Thread thread = new Thread(task, "rdzv-doctor");
        thread.setDaemon(true);
        long begun = System.nanoTime();
        thread.start();
        try {
            List<Finding> found = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return found.size() == 1 ? List.of(timed(found.get(0), took)) : found;
        } catch (TimeoutException e) {
            task.cancel(true);
            return List.of(Finding.fail(name, "no answer within " + limit.toSeconds() + " s"));
        } catch (ExecutionException e) {
            return List.of(Finding.fail(name, text(e.getCause() == null ? e : e.getCause())));
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        }
    }

    private static Finding timed(Finding finding, Duration took) {
        return finding.took().isPresent()
                ? finding
                : new Finding(finding.step(), finding.verdict(), finding.detail(), Optional.of(took));
    }

    private static String text(Throwable thrown) {
        return thrown.getMessage() == null || !thrown.getMessage().contains(" ")
                ? thrown.toString()
                : thrown.getMessage();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
