package dev.rendezvous.zookeeper;

import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Check.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The steps of a check: each server, then a session with the rights of this node. */
final class Checks {

    private final Diagnosis diagnosis;
    private final Supplier<CompletableFuture<Client>> session;

    /**
     * Makes a check.
     *
     * @param session opens a session; fails with the text to show
     */
    Checks(Diagnosis diagnosis, Supplier<CompletableFuture<Client>> session) {
        this.diagnosis = diagnosis;
        this.session = session;
    }

    CompletableFuture<List<Check>> run() {
        long start = System.nanoTime();
        return diagnosis.ask().thenCompose(reports -> {
            List<Check> checks = servers(reports, since(start));
            return checks.stream().allMatch(check -> check.result() == Result.FAIL)
                    ? CompletableFuture.completedFuture(checks)
                    : login().thenApply(last -> {
                        checks.add(last);
                        return checks;
                    });
        });
    }

    /** A server that does not work matters only if no other does. */
    private static List<Check> servers(List<Probe.Report> reports, Duration took) {
        boolean oneWorks = reports.stream().anyMatch(Probe.Report::works);
        List<Check> checks = new ArrayList<>();
        for (Probe.Report report : reports) {
            Result result = report.works() ? Result.OK : oneWorks ? Result.WARN : Result.FAIL;
            checks.add(new Check("server " + report.server(), result, report.text(), took));
        }
        return checks;
    }

    private CompletableFuture<Check> login() {
        long start = System.nanoTime();
        return session.get()
                .handle((opened, failure) -> failure == null
                        ? new Check(
                                "session",
                                Result.OK,
                                "a session of " + opened.getSessionTimeout() + " ms, with a watch",
                                since(start))
                        : new Check(
                                "session",
                                Result.FAIL,
                                String.valueOf(Failures.cause(failure).getMessage()),
                                since(start)));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
