package dev.rendezvous.benchmarks.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.benchmarks.ExtensibleHandler;
import dev.rendezvous.benchmarks.Indexed;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.dubbo.common.extension.DubboLoadingStrategy;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.apache.logging.log4j.core.config.plugins.processor.PluginEntry;
import org.jboss.jandex.IndexWriter;
import org.jboss.jandex.Indexer;
import org.pf4j.processor.LegacyExtensionStorage;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Writes into a jar what each rival looks for in it, with the rival's own writer where it has one. */
final class Rivals {

    static final String LOG4J = "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";
    static final String LOG4J_CATEGORY = "backend";
    static final String JANDEX_INDEX = "META-INF/jandex.idx";

    private Rivals() {}

    /**
     * {@return the files of one jar, by their paths}
     *
     * @param backends the numbers of the backends in it
     * @param classes its class files
     */
    static SortedMap<String, byte[]> files(List<Integer> backends, Map<String, byte[]> classes) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<String> names = backends.stream().map(Template::backendClass).toList();
        files.put("META-INF/annotations/" + Indexed.class.getName(), lines(names));
        files.put(LegacyExtensionStorage.EXTENSIONS_RESOURCE, lines(names));
        files.put(SpringFactoriesLoader.FACTORIES_RESOURCE_LOCATION, spring(backends));
        files.put(new DubboLoadingStrategy().directory() + ExtensibleHandler.class.getName(), dubbo(backends));
        files.put(LOG4J, log4j(backends));
        files.put(JANDEX_INDEX, jandex(classes));
        return files;
    }

    private static byte[] lines(List<String> names) {
        return names.stream()
                .map(name -> name + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    private static byte[] spring(List<Integer> backends) {
        String providers = backends.stream().map(Template::providerClass).collect(Collectors.joining(",\\\n"));
        return (RendezvousBackendProvider.class.getName() + "=" + providers + "\n").getBytes(UTF_8);
    }

    private static byte[] dubbo(List<Integer> backends) {
        return lines(backends.stream()
                .map(backend -> "backend-" + backend + "=" + Template.backendClass(backend))
                .toList());
    }

    private static byte[] log4j(List<Integer> backends) throws IOException {
        PluginCache cache = new PluginCache();
        for (int backend : backends) {
            PluginEntry entry = new PluginEntry();
            entry.setKey("backend-" + backend);
            entry.setName("backend-" + backend);
            entry.setClassName(Template.backendClass(backend));
            entry.setCategory(LOG4J_CATEGORY);
            cache.getCategory(LOG4J_CATEGORY).put(entry.getKey(), entry);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cache.writeCache(out);
        return out.toByteArray();
    }

    private static byte[] jandex(Map<String, byte[]> classes) throws IOException {
        Indexer indexer = new Indexer();
        for (byte[] bytes : classes.values()) {
            indexer.index(new ByteArrayInputStream(bytes));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new IndexWriter(out).write(indexer.complete());
        return out.toByteArray();
    }
}
