package dev.rendezvous.launcher;

import dev.rendezvous.launcher.report.Report;
import java.util.Optional;

/**
 * Looks each second whether the backend answers, and tells when that changes. The workers go on without it for a while, but the round is
 * not confirmed any more. It reads from memory and sends nothing.
 */
final class BackendWatch implements AutoCloseable {

    private static final long EACH_MILLIS = 1_000;

    private final Meeting meeting;
    private final AgentEvents seen;
    private final Report report;
    private final Thread thread = new Thread(this::run, "rdzv-backend");
    private boolean isAway;
    private boolean isTold;

    BackendWatch(Meeting meeting, AgentEvents seen, Report report) {
        this.meeting = meeting;
        this.seen = seen;
        this.report = report;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                look(meeting.problem());
                Thread.sleep(EACH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One request may be lost in a second, and the first agents of a run find no server; people are told of more than that. */
    private void look(Optional<String> problem) {
        boolean wasAway = isAway;
        isAway = problem.isPresent();
        if (isAway && wasAway && !isTold) {
            isTold = true;
            seen.backend(problem);
            report.backendAway(problem.get(), seen.hasWorkers());
        } else if (!isAway && isTold) {
            isTold = false;
            seen.backend(problem);
            report.backendBack();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
