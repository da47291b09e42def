package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.Comparator;

/** Orders descriptors by name, then by class, provider and origin: an order that does not depend on the class path. */
final class DescriptorOrder implements Comparator<BackendDescriptor> {

    /** A class and not a chain of lambdas: those cost the first discovery of a process some milliseconds. */
    static final DescriptorOrder INSTANCE = new DescriptorOrder();

    private DescriptorOrder() {}

    @Override
    public int compare(BackendDescriptor one, BackendDescriptor other) {
        int byName = one.name().compareTo(other.name());
        if (byName != 0) {
            return byName;
        }
        int byClass = one.implementationClass().compareTo(other.implementationClass());
        if (byClass != 0) {
            return byClass;
        }
        int byProvider = one.providerClass().compareTo(other.providerClass());
        return byProvider != 0 ? byProvider : place(one).compareTo(place(other));
    }

    private static String place(BackendDescriptor descriptor) {
        return descriptor.origin().isPresent() ? descriptor.origin().get().toString() : "";
    }
}
