package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes the calls that cross the network, one after another, so that the agent itself never blocks. */
final class MeetingThread implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "rdzv-meeting");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Future<?> last;
    private @Nullable Future<?> told;

    /** A call that may block. */
    interface Call {
        void run() throws InterruptedException;
    }

    /** Makes a call that waits for other nodes. It is given up when the agent ends. */
    void call(Call call) {
        last = submit(call);
    }

    /** Makes a call that tells the other nodes something. The agent does not end before it is done, within a limit. */
    void tell(Call call) {
        Future<?> submitted = submit(call);
        last = submitted;
        told = submitted;
    }

    private Future<?> submit(Call call) {
        return thread.submit(() -> {
            try {
                call.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RendezvousException | IllegalStateException e) {
                // The watch tells the agent of a lost backend; a handler that is closed belongs to an agent that ends.
                System.getLogger(MeetingThread.class.getName())
                        .log(System.Logger.Level.DEBUG, "a call to the run has failed", e);
            }
        });
    }

    /** Waits until the other nodes are told, within a limit. */
    void awaitTold() throws InterruptedException {
        Future<?> telling = told;
        if (telling == null) {
            return;
        }
        try {
            telling.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException notTold) {
            System.getLogger(MeetingThread.class.getName())
                    .log(System.Logger.Level.DEBUG, "the other nodes may not know why this one ends", notTold);
        }
    }

    /** Interrupts the last call, if it still runs. */
    void interrupt() {
        Future<?> running = last;
        if (running != null) {
            running.cancel(true);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
