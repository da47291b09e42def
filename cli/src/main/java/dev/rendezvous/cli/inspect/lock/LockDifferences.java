package dev.rendezvous.cli.inspect.lock;

/**
 * How one lock differs from another, name by name and jar by jar.
 *
 * @param backends how the backends differ
 * @param jars how the jars differ
 */
public record LockDifferences(Differences<LockedBackend> backends, Differences<LockedJar> jars) {

    /**
     * {@return how two locks differ}
     *
     * @param before the earlier one
     * @param after the later one
     */
    public static LockDifferences between(Lock before, Lock after) {
        return new LockDifferences(
                Differences.between(before.backends(), after.backends(), LockedBackend::label),
                Differences.between(before.jars(), after.jars(), LockedJar::name));
    }

    /** {@return whether they are the same} */
    public boolean isEmpty() {
        return backends.isEmpty() && jars.isEmpty();
    }
}
