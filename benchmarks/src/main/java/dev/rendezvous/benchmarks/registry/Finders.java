package dev.rendezvous.benchmarks.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.benchmarks.ExtensibleHandler;
import dev.rendezvous.benchmarks.Indexed;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.RendezvousBackendProvider;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLConnection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.dubbo.common.extension.ExtensionDirector;
import org.apache.dubbo.common.extension.ExtensionLoader;
import org.apache.dubbo.common.extension.ExtensionScope;
import org.apache.dubbo.common.utils.ClassLoaderResourceLoader;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.atteo.classindex.ClassIndex;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.pf4j.processor.LegacyExtensionStorage;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** The ways to find backends. Each is a class of its own, so that a process needs nothing but the jars of the one it runs. */
final class Finders {

    /** Written out, since what would compute it would count among the classes that the registry loads. */
    private static final String FIRST_NAME = "backend-000000";

    private Finders() {}

    /** Does nothing: what a JVM costs by itself. */
    static final class Nothing implements Finder {
        @Override
        public int find(ClassLoader loader) {
            return 0;
        }
    }

    /** The registry. */
    static final class Discovery implements Finder {
        @Override
        public int find(ClassLoader loader) {
            return RendezvousRegistry.create().discover(loader).added().size();
        }

        @Override
        public Object keep(ClassLoader loader) {
            return RendezvousRegistry.discovered(loader);
        }
    }

    /** The registry, up to a descriptor of each backend, as for a listing. */
    static final class DiscoveryAndList implements Finder {
        @Override
        public int find(ClassLoader loader) {
            return RendezvousRegistry.discovered(loader).backends().size();
        }

        @Override
        public Object keep(ClassLoader loader) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            registry.backends();
            return registry;
        }
    }

    /** The registry, up to a handler. */
    static final class DiscoveryAndHandler implements Finder {
        @Override
        public int find(ClassLoader loader) throws InterruptedException {
            RendezvousRegistry registry = RendezvousRegistry.create();
            int found = registry.discover(loader).added().size();
            RendezvousParameters parameters = RendezvousParameters.builder(FIRST_NAME)
                    .endpoint("here")
                    .runId("run")
                    .nodes(1, 1)
                    .build();
            try (RendezvousHandler handler = registry.createHandler(parameters)) {
                return handler.backend().equals(FIRST_NAME) ? found : 0;
            }
        }
    }

    /** The JDK's own, which loads each class that it lists. */
    static final class ByServiceLoader implements Finder {
        @Override
        public int find(ClassLoader loader) {
            return (int) ServiceLoader.load(RendezvousBackendProvider.class, loader).stream()
                    .map(ServiceLoader.Provider::type)
                    .distinct()
                    .count();
        }
    }

    /**
     * Dubbo's extensions, by name, for which it loads and initialises each class. Its model of an application stays, and only what
     * finds the extensions is new each time. It keeps the lines that it has read, by their URLs, until memory is short, and has no
     * way to drop them.
     */
    static final class ByDubbo implements Finder {
        static {
            // A logger that is silent, as the others are; otherwise Dubbo looks for all those that it knows.
            System.setProperty("dubbo.application.logger", "slf4j");
        }

        private final ApplicationModel application = new FrameworkModel().newApplication();

        @Override
        public int find(ClassLoader loader) {
            ExtensionDirector director = new ExtensionDirector(
                    application.getFrameworkModel().getExtensionDirector(), ExtensionScope.APPLICATION, application);
            ExtensionLoader<ExtensibleHandler> extensions = director.getExtensionLoader(ExtensibleHandler.class);
            application.addClassLoader(loader);
            try {
                return extensions.getSupportedExtensions().size();
            } finally {
                application.removeClassLoader(loader);
                director.destroy();
                // Otherwise it would keep the loader, with the classes, until memory is short.
                ClassLoaderResourceLoader.destroy();
            }
        }
    }

    /** ClassIndex, which loads no class as long as only names are asked for. */
    static final class ByClassIndex implements Finder {
        @Override
        public int find(ClassLoader loader) {
            Set<String> names = new HashSet<>();
            ClassIndex.getAnnotatedNames(Indexed.class, loader).forEach(names::add);
            return names.size();
        }
    }

    /** Log4j's cache of plugins, a binary file in each jar. */
    static final class ByLog4j implements Finder {
        @Override
        public int find(ClassLoader loader) throws IOException {
            PluginCache cache = new PluginCache();
            cache.loadCacheFiles(loader.getResources(Rivals.LOG4J));
            return cache.getCategory(Rivals.LOG4J_CATEGORY).size();
        }
    }

    /** Spring's factories, by name. */
    static final class BySpringNames implements Finder {
        @Override
        @SuppressWarnings("deprecation") // The one call of Spring's that gives names without loading classes.
        public int find(ClassLoader loader) {
            return SpringFactoriesLoader.loadFactoryNames(RendezvousBackendProvider.class, loader)
                    .size();
        }
    }

    /** Spring's factories, made. */
    static final class BySpring implements Finder {
        @Override
        public int find(ClassLoader loader) {
            return SpringFactoriesLoader.loadFactories(RendezvousBackendProvider.class, loader)
                    .size();
        }
    }

    /** What pf4j lists in its files, read by pf4j. */
    static final class ByPf4jNames implements Finder {
        @Override
        public int find(ClassLoader loader) throws IOException {
            Set<String> names = new HashSet<>();
            Enumeration<URL> urls = loader.getResources(LegacyExtensionStorage.EXTENSIONS_RESOURCE);
            while (urls.hasMoreElements()) {
                try (InputStream in = uncached(urls.nextElement());
                        Reader reader = new InputStreamReader(in, UTF_8)) {
                    LegacyExtensionStorage.read(reader, names);
                }
            }
            return names.size();
        }
    }

    /** A Jandex index in each jar, asked for the classes that implement the interface. */
    static final class ByJandex implements Finder {
        @Override
        public int find(ClassLoader loader) throws IOException {
            int found = 0;
            Enumeration<URL> urls = loader.getResources(Rivals.JANDEX_INDEX);
            while (urls.hasMoreElements()) {
                try (InputStream in = uncached(urls.nextElement())) {
                    Index index = new IndexReader(in).read();
                    found += index.getKnownDirectImplementors(ExtensibleHandler.class)
                            .size();
                }
            }
            return found;
        }
    }

    /** ClassGraph, which reads every class file, with one thread as the others. */
    static final class ByClassGraph implements Finder {
        @Override
        public int find(ClassLoader loader) {
            ClassGraph graph = new ClassGraph()
                    .overrideClassLoaders(loader)
                    .ignoreParentClassLoaders()
                    .enableClassInfo()
                    .ignoreClassVisibility();
            try (ScanResult result = graph.scan(1)) {
                return result.getClassesImplementing(ExtensibleHandler.class).size();
            }
        }
    }

    private static InputStream uncached(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
