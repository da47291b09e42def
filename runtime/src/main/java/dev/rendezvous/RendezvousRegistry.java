package dev.rendezvous;

/** Finds backends by name. */
public final class RendezvousRegistry {
    RendezvousRegistry() {}

    /**
     * Settles a conflict.
     *
     * @param name a name
     * @param implementationClass a class
     */
    public void prefer(String name, String implementationClass) {
        java.util.Objects.requireNonNull(name + implementationClass);
    }
}
