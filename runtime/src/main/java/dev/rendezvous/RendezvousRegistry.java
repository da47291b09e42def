package dev.rendezvous;

/** Finds backends by name. */
public final class RendezvousRegistry {
    private RendezvousRegistry() {}

    /**
     * Settles a conflict.
     *
     * @param name a name
     * @param implementationClass a class
     */
    public void prefer(String name, String implementationClass) {
        throw new UnsupportedOperationException(name + implementationClass);
    }
}
