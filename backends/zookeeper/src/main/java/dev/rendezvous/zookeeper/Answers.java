package dev.rendezvous.zookeeper;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;

/** Turns what calls of the client end with into answers of a space: each in time, each failure with its reason. */
final class Answers {

    private final ZookeeperSettings settings;
    private final Diagnosis diagnosis;

    Answers(ZookeeperSettings settings, Diagnosis diagnosis) {
        this.settings = settings;
        this.diagnosis = diagnosis;
    }

    <T> CompletableFuture<T> of(CompletableFuture<T> call) {
        return inTime(call).exceptionallyCompose(failure -> explained(Failures.cause(failure)));
    }

    /** A write without an answer may have been applied. */
    CompletableFuture<WriteOutcome> ofWrite(CompletableFuture<WriteOutcome> call) {
        return of(call).exceptionally(failure -> {
            Throwable cause = Failures.cause(failure);
            if (cause instanceof RendezvousConnectionException) {
                return new WriteOutcome.Unknown(cause);
            }
            throw Failures.wrapped(cause);
        });
    }

    private <T> CompletableFuture<T> inTime(CompletableFuture<T> call) {
        return call.copy().orTimeout(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
    }

    private <T> CompletableFuture<T> explained(Throwable cause) {
        if (Failures.isNoAnswer(cause)) {
            return diagnosis
                    .ask()
                    .thenCompose(found -> CompletableFuture.failedFuture(new RendezvousConnectionException(
                            Texts.noAnswer(
                                    settings,
                                    found.stream().map(Probe.Report::text).toList()),
                            cause)));
        }
        boolean known = cause instanceof RendezvousException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException;
        return CompletableFuture.failedFuture(
                known || !(cause instanceof KeeperException refused) ? cause : Texts.refusal(settings, refused));
    }
}
