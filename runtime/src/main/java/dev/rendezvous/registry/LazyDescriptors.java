package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** An unmodifiable list of descriptors, each of which is made when it is first read. */
final class LazyDescriptors extends AbstractList<BackendDescriptor> implements RandomAccess {

    private final List<LazyDescriptor> descriptors;

    private LazyDescriptors(List<LazyDescriptor> descriptors) {
        this.descriptors = descriptors;
    }

    static List<BackendDescriptor> of(List<LazyDescriptor> descriptors) {
        return new LazyDescriptors(List.copyOf(descriptors));
    }

    /** {@return an unmodifiable copy, which is the list itself if it is one of these} */
    static List<BackendDescriptor> copyOf(List<BackendDescriptor> descriptors) {
        return descriptors instanceof LazyDescriptors ? descriptors : List.copyOf(descriptors);
    }

    @Override
    public BackendDescriptor get(int index) {
        return descriptors.get(index).descriptor();
    }

    @Override
    public int size() {
        return descriptors.size();
    }
}
