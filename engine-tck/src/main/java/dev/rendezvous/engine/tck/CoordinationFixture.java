package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;

/** How the contracts get their spaces and close them, and how they wait for answers. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class CoordinationFixture {

    static final Life LINGER = Life.linger(Duration.ofHours(2));

    private static final long INTERVAL_NANOS = 1_000_000;

    /** A run that no other test has used. */
    final String run = "contract-" + UUID.randomUUID();

    private final Deque<AutoCloseable> closers = new ArrayDeque<>();

    /**
     * Opens a handle of a run, as another node would. The tests close it.
     *
     * @param id the id of the run
     * @return the handle
     * @throws Exception if there is none; the test fails then
     */
    protected abstract CoordinationSpace openSpace(String id) throws Exception;

    /**
     * Opens a handle whose connection the tests can break. A service on a network uses {@link ProxiedSpace}. Unless overridden there
     * is none, and the tests of lost replies and broken connections are skipped.
     *
     * @param id the id of the run
     * @return the handle
     * @throws Exception if there is none; the test fails then
     */
    protected Optional<FaultySpace> openFaultySpace(String id) throws Exception {
        return Optional.empty();
    }

    /**
     * Opens a handle with credentials that the service refuses. Unless overridden there is none, and the test of refused credentials is
     * skipped.
     *
     * @param id the id of the run
     * @return the handle
     * @throws Exception if there is none; the test fails then
     */
    protected Optional<CoordinationSpace> openRefusedSpace(String id) throws Exception {
        return Optional.empty();
    }

    /**
     * Restarts the service in a way in which it may lose its memory, if it ever does. Unless overridden it does nothing, and the test of
     * versions across restarts is skipped.
     *
     * @return whether the service was restarted
     * @throws Exception if it could not be restarted; the test fails then
     */
    protected boolean restartService() throws Exception {
        return false;
    }

    /** {@return the time-to-live that the tests ask for: the shortest that the service grants as asked} */
    protected Duration shortestTtl() {
        return Duration.ofSeconds(2);
    }

    /** {@return how much later than its time-to-live a lease may end at this service} */
    protected Duration latestEnd() {
        return Duration.ofSeconds(10);
    }

    /**
     * {@return the time after which a lease may end when its owner closes the connection, where that is shorter than the time-to-live (C7)}
     */
    protected Optional<Duration> disconnectGrace() {
        return Optional.empty();
    }

    /** {@return how long the tests wait for what must come: long enough for a slow machine} */
    protected Duration patience() {
        return Duration.ofMinutes(1);
    }

    @AfterEach
    final void closeSpaces() throws Exception {
        while (!closers.isEmpty()) {
            closers.pop().close();
        }
    }

    final CoordinationSpace open() throws Exception {
        CoordinationSpace space = openSpace(run);
        closers.push(space);
        return space;
    }

    final FaultySpace openFaulty() throws Exception {
        Optional<FaultySpace> faulty = openFaultySpace(run);
        Assumptions.assumeTrue(faulty.isPresent(), "this fixture has no space with faults");
        closers.push(faulty.get());
        return faulty.get();
    }

    final CoordinationSpace openRefused() throws Exception {
        Optional<CoordinationSpace> refused = openRefusedSpace(run);
        Assumptions.assumeTrue(refused.isPresent(), "this fixture has no credentials that are refused");
        closers.push(refused.get());
        return refused.get();
    }

    final void closeAfterTest(AutoCloseable closer) {
        closers.push(closer);
    }

    /** {@return the answer; what the stage failed with is thrown as it is} */
    final <T> T answer(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + patience(), e);
        }
    }

    final Lease grant(CoordinationSpace space) throws Exception {
        return answer(space.grant(shortestTtl()));
    }

    final WriteOutcome create(CoordinationSpace space, String key, String value, Life life) throws Exception {
        return answer(space.put(key, value, Precondition.absent(), life));
    }

    final WriteOutcome rewrite(CoordinationSpace space, String key, String value, long version, Life life)
            throws Exception {
        return answer(space.put(key, value, Precondition.version(version), life));
    }

    final void eventually(String what, Callable<Boolean> condition) throws Exception {
        assertThat(within(patience(), condition)).as(what).isTrue();
    }

    /** {@return whether the condition comes to hold in time} */
    final boolean within(Duration time, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > time.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
        return true;
    }

    static WriteOutcome.Applied applied(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
        return (WriteOutcome.Applied) outcome;
    }

    static WriteOutcome.Conflict conflict(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Conflict.class);
        return (WriteOutcome.Conflict) outcome;
    }
}
