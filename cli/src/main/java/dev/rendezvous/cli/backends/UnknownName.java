package dev.rendezvous.cli.backends;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.registry.UnknownBackendException;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says what the user can do about the name of a backend that is not there. */
public final class UnknownName {

    private static final String NO_PLUGINS = "name the jars to look into with --plugins PATH";

    private static final String NOTHING_IN_PLUGINS = "the jars of --plugins bring no backend. If one of them should,"
            + " it may have been compiled without the annotation processor: from JDK 23 on, javac runs none unless"
            + " -processorpath or -proc:full is given";

    private UnknownName() {}

    /**
     * {@return what the registry says of an unknown name, and what the command knows beyond that}
     *
     * @param name the name that was asked for, which no backend has
     * @param registry what is known
     * @param plugins what was given beside the class path of the command
     * @param hasProblems whether something of that could not be used
     */
    public static String describe(String name, RendezvousRegistry registry, Plugins plugins, boolean hasProblems)
            throws InterruptedException {
        try {
            registry.createHandler(RendezvousParameters.builder(name).build()).close();
            throw new IllegalStateException("the name " + name + " is known");
        } catch (UnknownBackendException e) {
            return e.getMessage()
                    + (e.nearest().isPresent()
                            ? ""
                            : hint(registry, plugins, hasProblems)
                                    .map("; "::concat)
                                    .orElse(""));
        }
    }

    /**
     * {@return the most likely reason why no backend is known but those that the command brings; empty if others are known, or if
     * a problem is known already}
     *
     * @param registry what is known
     * @param plugins what was given beside the class path of the command
     * @param hasProblems whether something of that could not be used
     */
    public static Optional<String> hint(RendezvousRegistry registry, Plugins plugins, boolean hasProblems) {
        boolean hasOnlyOurs = RendezvousRegistry.discovered(UnknownName.class.getClassLoader())
                .names()
                .equals(registry.names());
        if (!hasOnlyOurs || hasProblems) {
            return Optional.empty();
        }
        return Optional.of(plugins.jars().isEmpty() ? NO_PLUGINS : NOTHING_IN_PLUGINS);
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
