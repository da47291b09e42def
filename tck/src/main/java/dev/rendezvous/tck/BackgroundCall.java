package dev.rendezvous.tck;

import java.util.List;
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

    private static final List<String> NETWORK = List.of("sun.nio.ch.", "java.net.");
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

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
     * Returns when the call waits for a lock, for a time or for the network, or has ended. A thread that reads from a socket is
     * in native code, and Java reports it as running. A thread that waits while it loads a class does not count: that wait is not the
     * one of the call.
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

    boolean isBlocked() {
        Thread.State state = thread.getState();
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        return switch (state) {
            case BLOCKED, WAITING, TIMED_WAITING -> stack.stream().noneMatch(BackgroundCall::loadsClass);
            case NEW, TERMINATED -> false;
            case RUNNABLE -> !stack.isEmpty() && isInBlockingCode(stack.get(0));
        };
    }

    private static boolean loadsClass(StackTraceElement frame) {
        return frame.getMethodName().equals("loadClass")
                || frame.getMethodName().equals("<clinit>");
    }

    /** Native code of the JDK outside its network packages returns at once. */
    private static boolean isInBlockingCode(StackTraceElement frame) {
        String name = frame.getClassName();
        return frame.isNativeMethod()
                && (NETWORK.stream().anyMatch(name::startsWith) || JDK.stream().noneMatch(name::startsWith));
    }
}
