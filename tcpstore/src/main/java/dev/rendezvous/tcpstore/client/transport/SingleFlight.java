package dev.rendezvous.tcpstore.client.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Work that one thread at a time does for all. Who comes meanwhile is not made to wait. */
final class SingleFlight {

    private final AtomicBoolean taken = new AtomicBoolean();
    private final Consumer<Throwable> whenFailed;

    /** What is done in a turn. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * Makes a turn that nobody has.
     *
     * @param whenFailed is told of each failure before anybody else can have a turn: nobody could go on from the middle of it
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
