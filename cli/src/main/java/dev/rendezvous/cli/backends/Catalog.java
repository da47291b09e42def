package dev.rendezvous.cli.backends;

import dev.rendezvous.registry.Conflict;
import dev.rendezvous.registry.Discovery;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that the class path of the command and some plugins bring.
 *
 * @param registry knows all of it
 * @param conflicts the names that several backends claim
 * @param problems what could not be used
 * @param plugins what was given beside the class path
 * @param loader sees the plugins and the class path
 */
public record Catalog(
        RendezvousRegistry registry,
        List<Conflict> conflicts,
        List<CatalogProblem> problems,
        Plugins plugins,
        URLClassLoader loader)
        implements AutoCloseable {

    /**
     * {@return what the class path of the command and some plugins bring; the caller closes it}
     *
     * @param plugins the plugins
     */
    public static Catalog open(Plugins plugins) {
        URLClassLoader loader = plugins.loader();
        RendezvousRegistry registry = RendezvousRegistry.create();
        // Without plugins the class path is all that is searched, and messages say so.
        Discovery discovery = registry.discover(plugins.jars().isEmpty() ? loader.getParent() : loader);
        List<CatalogProblem> problems = Stream.concat(
                        plugins.problems().stream(),
                        discovery.problems().stream().map(CatalogProblem::of))
                .toList();
        return new Catalog(registry, discovery.conflicts(), problems, plugins, loader);
    }

    /** {@return whether anything was found that someone should look at} */
    public boolean hasFindings() {
        return !conflicts.isEmpty() || !problems.isEmpty();
    }

    /** Lets go of the jars, so that they can be replaced. */
    @Override
    public void close() throws IOException {
        loader.close();
    }
}
