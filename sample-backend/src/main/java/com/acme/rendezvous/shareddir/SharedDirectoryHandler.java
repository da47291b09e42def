package com.acme.rendezvous.shareddir;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.annotations.RendezvousBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Meets a fixed number of nodes in a shared directory, which is the endpoint. Each node claims the file of a rank, and the round
 * starts when all ranks are claimed. A claim is a file lock that ends with its process, so the place of a node that died is free
 * for another node. A node that joins again, or too late, takes part in the next round.
 *
 * <p>The directory may be a local one, for the processes of one machine. It may also be on a network, if the file system has locks
 * and shows a new file to all machines at once. The last node that leaves deletes the files of the run. Only the marker of a
 * closed run stays, and the lock file beside it.
 */
@RendezvousBackend(
        value = "testbackend",
        aliases = "shared-directory",
        description = "Meets in a shared directory",
        options = {
            @RendezvousBackend.Option(
                    name = "join_timeout",
                    type = RendezvousBackend.Type.DURATION,
                    defaultValue = "10m",
                    description = "how long a node waits for the others"),
            @RendezvousBackend.Option(
                    name = "read_timeout",
                    type = RendezvousBackend.Type.DURATION,
                    defaultValue = "60s",
                    description = "how long the store waits for a key")
        })
final class SharedDirectoryHandler implements RendezvousHandler {

    private static final System.Logger LOGGER = System.getLogger(SharedDirectoryHandler.class.getName());

    private final String backend;
    private final String runId;
    private final Run run;
    private final Duration joinTimeout;
    private final Duration readTimeout;
    private final AtomicReference<@Nullable Membership> membership = new AtomicReference<>();
    private volatile boolean closed;

    /** The place and the store of this node in a round, from the time it joins until it leaves. */
    private record Membership(Place place, SharedDirectoryStore store) {}

    SharedDirectoryHandler(RendezvousParameters parameters) {
        check(!parameters.endpoint().isBlank(), "the endpoint is empty; name a directory that all nodes share");
        check(!parameters.runId().isBlank(), "the run id is empty; give all nodes of a run the same id");
        backend = parameters.backend();
        runId = parameters.runId();
        // The registry sets the declared defaults. These are for a handler that is made without the registry.
        joinTimeout = parameters.getDuration("join_timeout").orElse(Duration.ofMinutes(10));
        readTimeout = parameters.getDuration("read_timeout").orElse(Duration.ofSeconds(60));
        run = Run.open(Path.of(parameters.endpoint()), runId, parameters.fixedNodes());
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public RendezvousInfo nextRendezvous() throws InterruptedException {
        checkOpen();
        leave();
        Deadline deadline = Deadline.after(joinTimeout);
        Place place = join(deadline);
        Membership joined =
                new Membership(place, new SharedDirectoryStore(place.round().store(), readTimeout));
        membership.set(joined);
        try {
            awaitStart(place, deadline);
        } catch (InterruptedException | RuntimeException e) {
            leave();
            throw e;
        }
        return RendezvousInfo.builder(
                        joined.store(), place.rank(), place.round().worldSize())
                .round(place.round().number())
                .build();
    }

    @Override
    public boolean isRunClosed() {
        checkOpen();
        return run.isClosed();
    }

    @Override
    public void closeRun() throws InterruptedException {
        checkOpen();
        run.setClosed();
    }

    @Override
    public int numNodesWaiting() throws InterruptedException {
        checkOpen();
        return run.numNodesWaiting();
    }

    @Override
    public boolean shutdown() throws InterruptedException {
        if (closed) {
            return run.isClosed();
        }
        try {
            run.setClosed();
            return true;
        } catch (RendezvousException e) {
            LOGGER.log(System.Logger.Level.WARNING, () -> "cannot close run " + runId + ": " + e.getMessage());
            return false;
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        leave();
    }

    private Place join(Deadline deadline) throws InterruptedException {
        Optional<Place> place = run.tryJoin();
        while (place.isEmpty()) {
            if (deadline.isOver()) {
                throw new RendezvousTimeoutException("run " + runId + " has all its nodes, and none has left within "
                        + Texts.of(joinTimeout) + "; is this node one too many?");
            }
            deadline.pause();
            checkOpen();
            place = run.tryJoin();
        }
        return place.get();
    }

    private void awaitStart(Place place, Deadline deadline) throws InterruptedException {
        checkOpen();
        while (!place.round().hasStarted()) {
            checkOpen();
            run.checkNotClosed();
            if (deadline.isOver()) {
                run.giveUp(place, joinTimeout);
            } else {
                deadline.pause();
            }
        }
    }

    /** Leaves the round, even on an interrupted thread. */
    private void leave() {
        Membership left = membership.getAndSet(null);
        if (left == null) {
            return;
        }
        left.store().close();
        boolean interrupted = Thread.interrupted();
        try {
            run.leave(left.place());
        } catch (RendezvousException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "left files for the next node to delete", e);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this handler of run " + runId + " is closed");
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
