package dev.rendezvous.tck;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call on its own thread, for tests of calls that wait.
 *
 * @param <T> what the call returns
 * @since 0.1
 */
public final class BackgroundCall<T extends @Nullable Object> {

    private static final long PATIENCE_SECONDS = 60;

    private final FutureTask<T> task;
    private final Thread thread;

    private BackgroundCall(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "background call");
        thread.setDaemon(true);
    }

    /**
     * {@return a call that has started}
     *
     * @param call runs on the other thread
     * @param <T> what the call returns
     */
    public static <T extends @Nullable Object> BackgroundCall<T> start(Callable<T> call) {
        BackgroundCall<T> started = new BackgroundCall<>(call);
        started.thread.start();
        return started;
    }

    /**
     * Returns when the call waits for a lock, for a time or for native code, or has ended. A thread that reads from a socket is
     * in native code, and Java reports it as running.
     *
     * @return this call
     * @throws AssertionError if the call neither waits nor ends within 30 seconds
     */
    public BackgroundCall<T> untilItWaits() {
        Eventually.untilTrue("the call waits", () -> task.isDone() || isBlocked());
        return this;
    }

    /** Interrupts the thread of the call. */
    public void interrupt() {
        thread.interrupt();
    }

    /**
     * {@return what the call returned} Waits up to one minute for the call.
     *
     * @throws Exception the exception that the call threw
     */
    public T result() throws Exception {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private boolean isBlocked() {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, TERMINATED -> false;
            case RUNNABLE -> isInNativeCode(thread.getStackTrace());
        };
    }

    private static boolean isInNativeCode(StackTraceElement[] stack) {
        return stack.length > 0 && stack[0].isNativeMethod();
    }
}
