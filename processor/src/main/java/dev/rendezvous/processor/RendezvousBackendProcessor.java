package dev.rendezvous.processor;

import com.google.auto.service.AutoService;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.report.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a provider for each element that is annotated with {@code dev.rendezvous.annotations.RendezvousBackend}, in the round
 * in which all its types are known. Reports an error at the annotation of each element that is not a backend, one round later.
 * Checks the options of each class that is annotated with {@code RendezvousBackend.Options}.
 *
 * <p>It is an isolating processor: a provider depends on its one element, and on the option sets that the element names.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
public final class RendezvousBackendProcessor extends AbstractProcessor {

    private @Nullable ProviderStep step;

    /** Called by the compiler. */
    public RendezvousBackendProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(RuntimeNames.RENDEZVOUS_BACKEND, RuntimeNames.OPTION_SET);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Claims no annotation, so that the compiler calls the processors behind this one too. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Boundary.guard(processingEnv, () -> {
            if (round.processingOver()) {
                step().finish(round.errorRaised());
            } else {
                step().processOptionSets(ElementFilter.typesIn(annotated(annotations, round, RuntimeNames.OPTION_SET)));
                step().process(annotated(annotations, round, RuntimeNames.RENDEZVOUS_BACKEND));
            }
        });
        return false;
    }

    /** Made in the first round, inside the boundary: a jar that is missing shows here. */
    private ProviderStep step() {
        if (step == null) {
            step = new ProviderStep(processingEnv);
        }
        return step;
    }

    /** Some compilers also return elements that cannot have the annotation. They report those themselves. */
    private static List<Element> annotated(
            Set<? extends TypeElement> annotations, RoundEnvironment round, String annotation) {
        List<Element> annotated = new ArrayList<>();
        for (TypeElement type : annotations) {
            if (type.getQualifiedName().contentEquals(annotation)) {
                annotated.addAll(round.getElementsAnnotatedWith(type));
            }
        }
        annotated.removeIf(element -> !(element instanceof TypeElement) && element.getKind() != ElementKind.METHOD);
        return annotated;
    }
}
