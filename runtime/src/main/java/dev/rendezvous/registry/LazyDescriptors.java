package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** An unmodifiable list of descriptors, each made when it is looked at. */
final class LazyDescriptors extends AbstractList<BackendDescriptor> implements RandomAccess {

    private final List<LazyDescriptor> listed;

    private LazyDescriptors(List<LazyDescriptor> listed) {
        this.listed = listed;
    }

    static List<BackendDescriptor> of(List<LazyDescriptor> listed) {
        return new LazyDescriptors(List.copyOf(listed));
    }

    /** {@return an unmodifiable copy, which is the list itself if it is one of these} */
    static List<BackendDescriptor> copyOf(List<BackendDescriptor> descriptors) {
        return descriptors instanceof LazyDescriptors ? descriptors : List.copyOf(descriptors);
    }

    @Override
    public BackendDescriptor get(int index) {
        return listed.get(index).descriptor();
    }

    @Override
    public int size() {
        return listed.size();
    }
}
