package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Says something to the store in parting. It is said on a thread of its own, which is interrupted when the time is over: a client is
 * patient with a host that does not answer, and who parts is not, be the host frozen or gone without a word.
 */
final class FarewellCall {

    /** What is said. */
    interface Words {
        void say() throws InterruptedException;
    }

    private FarewellCall() {}

    /**
     * Says it, and waits for that.
     *
     * @param limit how long it may take
     * @throws RendezvousTimeoutException if it takes longer
     * @throws RendezvousException if it fails
     * @throws InterruptedException if the caller is interrupted
     */
    static void say(Words words, Duration limit, StaticSettings settings) throws InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            words.say();
            return true;
        });
        Thread thread = new Thread(task, "rendezvous-static-parting");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw StaticMessages.notHeard(settings, limit);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
