package dev.rendezvous.zookeeper;

import dev.rendezvous.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Finds out why the servers do not answer. Questions at about the same time get the same answer. Thread-safe. */
final class Diagnosis {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final ZookeeperSettings settings;
    private final Executor worker;
    private final LongSupplier clock;
    private CompletableFuture<List<Probe.Report>> last = new CompletableFuture<>();
    private long asked;
    private boolean hasAsked;

    Diagnosis(ZookeeperSettings settings, Executor worker, LongSupplier clock) {
        this.settings = settings;
        this.worker = worker;
        this.clock = clock;
    }

    /** {@return what each server says, in the order of the endpoint} Never fails. */
    synchronized CompletableFuture<List<Probe.Report>> ask() {
        if (!hasAsked || clock.getAsLong() - asked > FRESH.toNanos()) {
            hasAsked = true;
            asked = clock.getAsLong();
            List<CompletableFuture<Probe.Report>> reports =
                    settings.servers().stream().map(this::probe).toList();
            last = CompletableFuture.allOf(reports.toArray(CompletableFuture[]::new))
                    .thenApply(done ->
                            reports.stream().map(CompletableFuture::join).toList());
        }
        return last;
    }

    private CompletableFuture<Probe.Report> probe(Endpoint server) {
        Duration patience = settings.patienceOfProbe();
        Probe probe = new Probe(
                server,
                settings.tls().map(ClientTls::context),
                patience.multipliedBy(9).dividedBy(10));
        try {
            return CompletableFuture.supplyAsync(probe::ask, worker)
                    .completeOnTimeout(tooSlow(server), patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new Probe.Report(server, false, server + " was not asked"));
        }
    }

    private static Probe.Report tooSlow(Endpoint server) {
        return new Probe.Report(server, false, server + " was not reached in time; check DNS on this machine");
    }
}
