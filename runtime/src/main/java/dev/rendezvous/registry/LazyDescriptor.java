package dev.rendezvous.registry;

import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.registry.load.LoadMessages;
import dev.rendezvous.registry.source.Origin;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a backend before any class is loaded. Its descriptor is made at the first request, because a discovery finds
 * thousands of backends and most descriptors are never requested. Holds no loader: the result of a discovery may outlive the
 * registry.
 */
final class LazyDescriptor {

    private final String name;
    private final List<String> aliases;
    private final String description;
    private final String implementationClass;
    private final String providerClass;
    private final Origin origin;

    /** Two threads may both make it, without harm: the two are equal, and its fields are final. */
    private @Nullable BackendDescriptor descriptor;

    /** Takes what an index says. */
    LazyDescriptor(IndexRecord record, String providerClass, Origin origin) {
        this.name = record.name();
        this.aliases = record.aliases();
        this.description = record.description();
        this.implementationClass = record.implementation();
        this.providerClass = providerClass;
        this.origin = origin;
    }

    /** Takes what a provider or an application says, without the options: a listing never has options. */
    LazyDescriptor(BackendDescriptor told) {
        this.name = told.name();
        this.aliases = told.aliases();
        this.description = told.description();
        this.implementationClass = told.implementationClass();
        this.providerClass = told.providerClass();
        this.origin = Origin.of(told.origin());
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

    /** {@return the origin as text; empty if it is unknown} */
    String place() {
        return origin.location().isPresent() ? origin.location().get().toString() : "";
    }

    /** {@return whether the text is the name or an alias} */
    boolean isCalled(String text) {
        return name.equals(text) || aliases.contains(text);
    }

    /**
     * {@return whether a provider says the same of itself} A provider or a record that was written by hand may leave out the
     * description, and a provider its implementation class. What is left out contradicts nothing.
     */
    boolean agreesWith(BackendDescriptor told) {
        return told.name().equals(name)
                && Set.copyOf(told.aliases()).equals(Set.copyOf(aliases))
                && isSameOrUnknown(told.implementationClass(), implementationClass)
                && isSameOrUnknown(told.description(), description);
    }

    /**
     * {@return the first thing that a provider says and that differs} To be called only where it does not agree.
     *
     * @param line the line of the index
     */
    String difference(BackendDescriptor told, int line) {
        if (!told.name().equals(name)) {
            return LoadMessages.staleName(name + " " + aliases, providerClass, told.name() + " " + told.aliases());
        }
        if (!isSameOrUnknown(told.implementationClass(), implementationClass)) {
            return LoadMessages.staleRecord(
                    line, "implementation", implementationClass, providerClass, told.implementationClass());
        }
        return isSameOrUnknown(told.description(), description)
                ? LoadMessages.staleRecord(line, "aliases", aliases, providerClass, told.aliases())
                : LoadMessages.staleRecord(line, "description", description, providerClass, told.description());
    }

    private static boolean isSameOrUnknown(String told, String listed) {
        return told.isEmpty() || listed.isEmpty() || told.equals(listed);
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
