package dev.rendezvous.engine;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Check.Result;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks a service as a node uses it: the steps of the space, then a lease, a conditional write with it, a watch that sees a change, and a
 * revoke that deletes the key. Stops at the first step that fails.
 */
final class SpaceCheck {

    private final CoordinationSpace space;
    private final String service;
    private final Duration ttl;
    private final Duration timeout;
    private final LongSupplier clock;
    private final long deadline;
    private final String key;
    private final List<Check> checks = new ArrayList<>();

    SpaceCheck(
            CoordinationSpace space, String service, Duration ttl, String nonce, Duration timeout, LongSupplier clock) {
        this.space = space;
        this.service = service;
        this.ttl = ttl;
        this.timeout = timeout;
        this.clock = clock;
        this.deadline = clock.getAsLong() + timeout.toNanos();
        this.key = Keys.store(0) + "check-" + nonce;
    }

    /** A step: what it found, or an exception. */
    private interface Attempt<T> {
        T make() throws InterruptedException, ExecutionException, TimeoutException;
    }

    List<Check> run() throws InterruptedException {
        List<Check> own = step("service", () -> await(space.check()), found -> "");
        if (own == null) {
            return List.copyOf(checks);
        }
        checks.remove(checks.size() - 1);
        checks.addAll(own);
        if (own.stream().noneMatch(check -> check.result() == Result.FAIL)) {
            checkLease();
        }
        return List.copyOf(checks);
    }

    private void checkLease() throws InterruptedException {
        Lease lease = step(
                "lease",
                () -> await(space.grant(ttl)),
                granted -> "granted for " + granted.ttl().toMillis() + " ms");
        if (lease == null) {
            return;
        }
        try {
            checkWrite(lease);
        } finally {
            step("revoke", () -> await(lease.revoke().thenApply(ignored -> true)), ignored -> "the key is deleted");
        }
    }

    private void checkWrite(Lease lease) throws InterruptedException {
        CountDownLatch hinted = new CountDownLatch(1);
        AutoCloseable watch =
                step("watch", () -> await(space.watch(Keys.store(0), hinted::countDown)), opened -> "opened");
        if (watch == null) {
            return;
        }
        try {
            Boolean written = step("write", () -> write(lease), unused -> "a conditional write with a lease");
            if (written != null) {
                step("notification", () -> awaitHint(hinted), ignored -> "the watch saw the write");
            }
        } finally {
            Quietly.close(watch);
        }
    }

    private boolean write(Lease lease) throws InterruptedException, ExecutionException, TimeoutException {
        WriteOutcome outcome = await(space.put(key, "rdzv/1", new Precondition.Absent(), new Life.Leased(lease)));
        if (outcome instanceof WriteOutcome.Unknown unknown) {
            throw new ExecutionException(unknown.cause());
        }
        if (!(outcome instanceof WriteOutcome.Applied)) {
            throw new ExecutionException(
                    new RendezvousStateException("a conditional write with a lease was not applied: "
                            + outcome.getClass().getSimpleName()));
        }
        return true;
    }

    private boolean awaitHint(CountDownLatch hinted) throws InterruptedException, TimeoutException {
        if (!hinted.await(left(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("showed no change of the key to the watch");
        }
        return true;
    }

    private <T> T await(CompletionStage<T> stage) throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(left(), TimeUnit.NANOSECONDS);
    }

    private long left() {
        return Math.max(0, deadline - clock.getAsLong());
    }

    private <T> @Nullable T step(String name, Attempt<T> attempt, java.util.function.Function<T, String> detail)
            throws InterruptedException {
        long start = clock.getAsLong();
        try {
            T found = attempt.make();
            checks.add(new Check(name, Result.OK, detail.apply(found), since(start)));
            return found;
        } catch (ExecutionException e) {
            checks.add(new Check(
                    name,
                    Result.FAIL,
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()),
                    since(start)));
        } catch (TimeoutException e) {
            checks.add(new Check(name, Result.FAIL, silence(e), since(start)));
        }
        return null;
    }

    private String silence(TimeoutException end) {
        String what = end.getMessage() == null ? "gave no answer" : end.getMessage();
        return service + " " + what + " within the " + timeout.toMillis()
                + " ms of this check: it is not reached, frozen or overloaded; check the endpoint, and see the log of the service";
    }

    private Duration since(long start) {
        return Duration.ofNanos(clock.getAsLong() - start);
    }
}
