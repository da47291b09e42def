package dev.rendezvous.tcpstore.client.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Work that one thread at a time does for all. Other threads do not wait for it. */
final class SingleFlight {

    private final AtomicBoolean taken = new AtomicBoolean();
    private final Consumer<Throwable> whenFailed;

    /** What is done in a turn. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * Makes a turn that no thread has.
     *
     * @param whenFailed is told of each failure before another thread can have a turn, since the work cannot be continued from its middle
     */
    SingleFlight(Consumer<Throwable> whenFailed) {
        this.whenFailed = whenFailed;
    }

    boolean isTaken() {
        return taken.get();
    }

    /** {@return whether it was this thread's turn; the work is over then, or has failed} */
    boolean take(Work work) {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        try {
            work.run();
        } catch (IOException e) {
            whenFailed.accept(e);
        } catch (RuntimeException | Error e) {
            whenFailed.accept(e);
            throw e;
        } finally {
            taken.set(false);
        }
        return true;
    }
}
