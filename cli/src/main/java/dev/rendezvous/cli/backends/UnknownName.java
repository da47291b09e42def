package dev.rendezvous.cli.backends;

import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Helps someone who asked for a backend that is not there. */
public final class UnknownName {

    /** The usual reasons for a listing without a single backend but those that the command brings itself. */
    public static final String NOTHING_FOUND_HINT =
            "Name the jars to look into with --plugins PATH. If a jar should have brought"
                    + " a backend, it may have been compiled without the annotation processor: from JDK 23 on, javac runs none unless"
                    + " -processorpath or -proc:full is given.";

    private UnknownName() {}

    /**
     * {@return a sentence with the names that are known, and the one that was most likely meant}
     *
     * @param name the name that was asked for
     * @param registry what is known
     */
    public static String describe(String name, RendezvousRegistry registry) {
        String message = "no backend is called " + Quote.text(name);
        String known = "; known are " + String.join(", ", registry.names());
        return nearest(name, registry)
                .map(near -> message + " (did you mean \"" + near + "\"?)" + known)
                .orElseGet(() -> message + known + (hasOnlyOurs(registry) ? ". " + NOTHING_FOUND_HINT : ""));
    }

    /**
     * {@return whether the registry knows no other backends than the command brings}
     *
     * @param registry what is known
     */
    public static boolean hasOnlyOurs(RendezvousRegistry registry) {
        return RendezvousRegistry.discovered(UnknownName.class.getClassLoader())
                .names()
                .equals(registry.names());
    }

    /**
     * {@return the name or alias that was most likely meant}
     *
     * @param name the name that was asked for
     * @param registry what is known
     */
    public static Optional<String> nearest(String name, RendezvousRegistry registry) {
        SortedSet<String> all = new TreeSet<>(registry.names());
        for (BackendDescriptor backend : registry.backends()) {
            all.addAll(backend.aliases());
        }
        return NearMiss.of(name, all);
    }
}
