package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.Ending;
import dev.rendezvous.engine.RoundStatus;
import dev.rendezvous.engine.RunView;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.registry.RendezvousRegistry;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at a run, and ends it, without taking part in it. Thread-safe.
 *
 * @since 0.1
 */
public final class RunControl implements AutoCloseable {

    private static final int TRY_AGAIN = 75;

    private final RendezvousHandler handler;

    private RunControl(RendezvousHandler handler) {
        this.handler = handler;
    }

    /**
     * {@return the control of a run; nothing is sent yet}
     *
     * @param registry where the backend is found by its name
     * @param parameters the backend, the endpoint and the run
     * @throws PlanException if the backend is not known, or does not take the parameters
     * @throws InterruptedException if the thread is interrupted
     */
    public static RunControl of(RendezvousRegistry registry, RendezvousParameters parameters)
            throws InterruptedException {
        try {
            return new RunControl(registry.createHandler(parameters));
        } catch (IllegalArgumentException e) {
            throw new PlanException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@return the state of the run and its nodes; empty if there is no such run}
     *
     * @throws PlanException if the backend is not elastic, and so cannot say
     * @throws dev.rendezvous.RendezvousException if the backend cannot be reached
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<RunState> status() throws InterruptedException {
        RunView view = elastic("tell the state of a run").look();
        RoundStatus status = view.status();
        if (status.round() == 0 && status.ending().isEmpty() && view.waiting().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunState(
                handler.runId(),
                status.round(),
                status.token(),
                view.min(),
                view.max(),
                view.size(),
                view.members(),
                view.waiting(),
                status.failures(),
                status.changes(),
                status.broken(),
                status.ending().map(RunControl::end)));
    }

    private static RunState.End end(Ending ending) {
        return new RunState.End(ending.why().name().toLowerCase(Locale.ROOT), ending.code(), ending.message());
    }

    /**
     * Closes the run for all nodes and for good: their workers are stopped, and their agents exit with 75. A run that has ended stays as
     * it is.
     *
     * @param why one line for people
     * @throws dev.rendezvous.RendezvousException if the close could not be written
     * @throws InterruptedException if the thread is interrupted
     */
    public void closeRun(String why) throws InterruptedException {
        if (handler instanceof ElasticHandler elastic) {
            elastic.closeRun(Ending.of(Ending.Why.STOPPED, TRY_AGAIN, why));
        } else {
            handler.closeRun();
        }
    }

    /**
     * Removes the record of a run that has ended, so that its id can be used again.
     *
     * @return false if the run has not ended, or a node is still there
     * @throws PlanException if the backend is not elastic, and so keeps no record
     * @throws dev.rendezvous.RendezvousException if the backend cannot be reached
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean forget() throws InterruptedException {
        return elastic("forget a run").forget();
    }

    private ElasticHandler elastic(String what) {
        if (handler instanceof ElasticHandler elastic) {
            return elastic;
        }
        throw new PlanException(
                "the backend " + handler.backend() + " cannot " + what + "; elastic backends such as tcp can");
    }

    /** Releases the connection. The run is not changed. */
    @Override
    public void close() {
        handler.close();
    }
}
