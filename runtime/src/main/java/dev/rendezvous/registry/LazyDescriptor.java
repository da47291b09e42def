package dev.rendezvous.registry;

import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a backend before any class is loaded. Its descriptor is made when somebody asks for it, since most are never
 * asked for, and a discovery finds thousands. Holds no loader: what a discovery returns may outlive the registry.
 */
final class LazyDescriptor {

    static final Comparator<LazyDescriptor> ORDER = new Order();

    private final String name;
    private final List<String> aliases;
    private final String description;
    private final String implementationClass;
    private final String providerClass;
    private final Origin origin;

    /** Two threads may both make it, which does no harm: they make the same, and its fields are final. */
    private @Nullable BackendDescriptor descriptor;

    /** What an index says. */
    LazyDescriptor(IndexRecord record, String providerClass, Origin origin) {
        this.name = record.name();
        this.aliases = record.aliases();
        this.description = record.description();
        this.implementationClass = record.implementation();
        this.providerClass = providerClass;
        this.origin = origin;
    }

    /** What a provider or an application says. The options are left out: they count once the provider is loaded to be used. */
    LazyDescriptor(BackendDescriptor told) {
        this.name = told.name();
        this.aliases = told.aliases();
        this.description = told.description();
        this.implementationClass = told.implementationClass();
        this.providerClass = told.providerClass();
        this.origin = Origin.of(told.origin());
    }

    /** A class, and not built of lambdas, which would cost the first discovery of a process some milliseconds. */
    private static final class Order implements Comparator<LazyDescriptor> {
        @Override
        public int compare(LazyDescriptor one, LazyDescriptor other) {
            int byName = one.name.compareTo(other.name);
            return byName != 0 ? byName : DescriptorOrder.INSTANCE.compare(one.descriptor(), other.descriptor());
        }
    }

    String name() {
        return name;
    }

    List<String> aliases() {
        return aliases;
    }

    String implementationClass() {
        return implementationClass;
    }

    String providerClass() {
        return providerClass;
    }

    /** {@return whether the text is the name or an alias} */
    boolean isCalled(String text) {
        return name.equals(text) || aliases.contains(text);
    }

    BackendDescriptor descriptor() {
        BackendDescriptor made = descriptor;
        if (made == null) {
            made = new BackendDescriptor(
                    name, aliases, description, implementationClass, providerClass, origin.location(), List.of());
            descriptor = made;
        }
        return made;
    }
}
