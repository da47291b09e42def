package dev.rendezvous.registry;

/**
 * Holds the state of a registry. Readers never wait. A change is computed without a lock, because it may run the code of a class
 * loader, and is computed again if another thread was faster.
 */
final class StateCell {

    private volatile RegistryState state = RegistryState.EMPTY;

    /** The states before and after a change. */
    record Changed(RegistryState before, RegistryState after) {}

    RegistryState get() {
        return state;
    }

    Changed update(RegistryState.Change change) {
        while (true) {
            RegistryState before = state;
            RegistryState after = change.applyTo(before);
            if (replace(before, after)) {
                return new Changed(before, after);
            }
        }
    }

    /**
     * Compares and sets. An {@link java.util.concurrent.atomic.AtomicReference} would do the same, and load the classes of method handles
     * before the first discovery of a process.
     */
    @SuppressWarnings("ReferenceEquality") // Whether another thread was faster, even if it set an equal state.
    private synchronized boolean replace(RegistryState expected, RegistryState next) {
        boolean isExpected = state == expected;
        state = isExpected ? next : state;
        return isExpected;
    }
}
