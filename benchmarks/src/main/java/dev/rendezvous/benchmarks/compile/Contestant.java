package dev.rendezvous.benchmarks.compile;

import com.google.auto.common.MoreElements;
import com.google.auto.service.AutoService;
import com.google.auto.service.processor.AutoServiceProcessor;
import com.google.common.base.Joiner;
import com.palantir.javapoet.JavaFile;
import dev.rendezvous.benchmarks.Places;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.processor.RendezvousBackendProcessor;
import dev.rendezvous.processor.RendezvousIndexProcessor;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.plugins.processor.PluginProcessor;
import org.atteo.classindex.processor.ClassIndexProcessor;
import org.pf4j.processor.ExtensionAnnotationProcessor;
import org.slf4j.LoggerFactory;

/** A way to compile the classes: with which annotation on them, and with which processors. */
@SuppressWarnings("ImmutableEnumChecker") // The lists come from List.of.
enum Contestant {
    NONE("no processor", Contestant.OURS, List.of()),
    RENDEZVOUS(
            "Rendezvous",
            Contestant.OURS,
            List.of(RendezvousBackendProcessor.class, RendezvousIndexProcessor.class),
            IndexReader.class,
            JavaFile.class),
    WRITER_OF_THE_SAME("writer of the same source", Contestant.OURS, List.of(WriterProcessor.class)),
    WRITER_OF_EMPTY("writer of an empty class", Contestant.OURS, List.of(WriterProcessor.class)),
    AUTO_SERVICE(
            "AutoService",
            "@com.google.auto.service.AutoService(RendezvousHandler.class)",
            List.of(AutoServiceProcessor.class),
            AutoService.class,
            MoreElements.class,
            Joiner.class),
    CLASS_INDEX("ClassIndex", "@dev.rendezvous.benchmarks.Indexed", List.of(ClassIndexProcessor.class)),
    PF4J("pf4j", "@org.pf4j.Extension", List.of(ExtensionAnnotationProcessor.class), LoggerFactory.class),
    LOG4J(
            "Log4j PluginProcessor",
            "@org.apache.logging.log4j.core.config.plugins.Plugin(name = \"backend%d\", category = \"Backend\")",
            List.of(PluginProcessor.class),
            Logger.class);

    private static final String OURS =
            "@dev.rendezvous.annotations.RendezvousBackend(value = \"backend%d\", description = \"Meets\")";

    private final String label;
    private final String annotation;
    private final List<Class<?>> processors;
    private final List<Class<?>> companions;

    Contestant(String label, String annotation, List<Class<?>> processors, Class<?>... companions) {
        this.label = label;
        this.annotation = annotation;
        this.processors = processors;
        this.companions = List.of(companions);
    }

    String label() {
        return label;
    }

    String annotation() {
        return annotation;
    }

    boolean isWriter() {
        return this == WRITER_OF_THE_SAME || this == WRITER_OF_EMPTY;
    }

    /** {@return what javac is told; each contestant has a processor path with its own jars and no others} */
    List<String> options() {
        if (processors.isEmpty()) {
            return List.of("-proc:none");
        }
        List<String> names = processors.stream().map(Class::getName).toList();
        List<String> path = Stream.concat(processors.stream(), companions.stream())
                .map(Places::of)
                .distinct()
                .toList();
        return List.of(
                "-processor", String.join(",", names), "-processorpath", String.join(java.io.File.pathSeparator, path));
    }
}
