package dev.rendezvous.benchmarks.registry;

import dev.rendezvous.benchmarks.ExtensibleHandler;
import dev.rendezvous.benchmarks.Places;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.registry.RendezvousRegistry;
import io.github.classgraph.ClassGraph;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.dubbo.common.extension.ExtensionLoader;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.Core;
import org.atteo.classindex.ClassIndex;
import org.jboss.jandex.Index;
import org.pf4j.ExtensionPoint;
import org.slf4j.LoggerFactory;
import org.slf4j.nop.NOPServiceProvider;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What finds the backends, and what is on the class path of the process in which that happens: its own jars and no others. */
@SuppressWarnings("ImmutableEnumChecker") // The lists come from List.of.
enum Contestant {
    NOTHING("nothing, for comparison", false, Finders.Nothing.class),
    FLOOR("the floor: list, read, split", false, Floor.class),
    REGISTRY("Rendezvous: discover", false, Finders.Discovery.class),
    REGISTRY_AND_LIST("Rendezvous: discover and describe all", false, Finders.DiscoveryAndList.class),
    REGISTRY_AND_HANDLER("Rendezvous: discover and create", false, Finders.DiscoveryAndHandler.class),
    LOG4J("Log4j: plugin cache", false, Finders.ByLog4j.class, Core.class, Logger.class),
    CLASS_INDEX("ClassIndex: names", false, Finders.ByClassIndex.class, ClassIndex.class),
    SPRING_NAMES("Spring: names", false, Finders.BySpringNames.class, SpringFactoriesLoader.class, Log.class),
    PF4J_NAMES("pf4j: names", false, Finders.ByPf4jNames.class, LoggerFactory.class),
    JANDEX("Jandex: index", false, Finders.ByJandex.class, Index.class),
    SERVICE_LOADER("ServiceLoader (AutoService's files): types", true, Finders.ByServiceLoader.class),
    DUBBO(
            "Dubbo: names, with their types",
            true,
            Finders.ByDubbo.class,
            ExtensionLoader.class,
            LoggerFactory.class,
            NOPServiceProvider.class),
    SPRING("Spring: instances", true, Finders.BySpring.class, SpringFactoriesLoader.class, Log.class),
    CLASS_GRAPH("ClassGraph: scan", true, Finders.ByClassGraph.class, ClassGraph.class);

    /** The benchmark itself, what the backends implement, and nothing that has an index. */
    private static final List<Class<?>> EVERYBODY = List.of(
            Contestant.class,
            RendezvousRegistry.class,
            IndexReader.class,
            ExtensibleHandler.class,
            ExtensionPoint.class);

    private final String label;
    private final boolean loadsClasses;
    private final Class<? extends Finder> finder;
    private final List<Class<?>> companions;

    Contestant(String label, boolean loadsClasses, Class<? extends Finder> finder, Class<?>... companions) {
        this.label = label;
        this.loadsClasses = loadsClasses;
        this.finder = finder;
        this.companions = List.of(companions);
    }

    String label() {
        return label;
    }

    /** {@return whether it reads class files, which takes its time} */
    boolean loadsClasses() {
        return loadsClasses;
    }

    /** {@return whether it keeps the names and the classes of all backends, so that its memory can be compared} */
    boolean keepsAll() {
        return this == FLOOR || this == REGISTRY || this == REGISTRY_AND_LIST;
    }

    String finder() {
        return finder.getName();
    }

    String classPath() {
        return Stream.concat(EVERYBODY.stream(), companions.stream())
                .map(Places::of)
                .distinct()
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }
}
