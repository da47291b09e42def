package dev.rendezvous.cli.text;

import java.util.concurrent.atomic.AtomicBoolean;

/** Cleans up when the process is told to end, for instance by Ctrl-C, while the guard is open. */
public final class ShutdownGuard implements AutoCloseable {

    private final AtomicBoolean shuttingDown = new AtomicBoolean();
    private final Thread hook;

    private ShutdownGuard(Runnable cleanUp) {
        this.hook = new Thread(
                () -> {
                    shuttingDown.set(true);
                    cleanUp.run();
                },
                "rdzv-shutdown");
    }

    /**
     * {@return a guard, to be closed when there is nothing left to clean up}
     *
     * @param cleanUp what to do, on a thread of its own
     */
    public static ShutdownGuard open(Runnable cleanUp) {
        ShutdownGuard guard = new ShutdownGuard(cleanUp);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    /** {@return whether the process ends, so that what fails now fails because of that} */
    public boolean isShuttingDown() {
        return shuttingDown.get();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // Then the hook does its work, and there is nothing to take back.
            shuttingDown.set(true);
        }
    }
}
