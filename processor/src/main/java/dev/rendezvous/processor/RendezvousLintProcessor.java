package dev.rendezvous.processor;

import com.google.auto.service.AutoService;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Claims our annotations where that deprives no other processor of them. It does nothing else.
 *
 * <p>Under {@code -Xlint:processing}, javac warns of each annotation that no processor claims. But it calls no processor behind
 * one that claims all annotations of a round. So this processor claims only if it is the last one that the compiler can find.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
public final class RendezvousLintProcessor extends AbstractProcessor {

    private @Nullable Boolean isLast;

    /** Called by the compiler. */
    public RendezvousLintProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(
                RuntimeNames.RENDEZVOUS_BACKEND,
                RuntimeNames.OPTION_SET,
                RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND));
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (isLast == null) {
            isLast = isLast();
        }
        return isLast;
    }

    /** On a path, compilers call the processors in the order of this list. In a layer of modules the order is unknown. */
    private static boolean isLast() {
        Module own = RendezvousLintProcessor.class.getModule();
        try {
            List<String> found = names(
                    own.isNamed()
                            ? ServiceLoader.load(own.getLayer(), Processor.class)
                            : ServiceLoader.load(Processor.class, RendezvousLintProcessor.class.getClassLoader()));
            return own.isNamed()
                    ? found.stream().allMatch(RendezvousLintProcessor::isOurs)
                    : !found.isEmpty()
                            && RendezvousLintProcessor.class.getName().equals(found.get(found.size() - 1));
        } catch (ServiceConfigurationError | LinkageError unknown) {
            return false;
        }
    }

    private static List<String> names(ServiceLoader<Processor> processors) {
        return processors.stream().map(found -> found.type().getName()).toList();
    }

    private static boolean isOurs(String processor) {
        return processor.startsWith(RendezvousLintProcessor.class.getPackageName() + ".");
    }
}
