package dev.rendezvous.processor;

import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.report.Boundary;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Writes a provider for each element that is annotated with {@code dev.rendezvous.annotations.RendezvousBackend}, in the round
 * in which all its types are known, and an error at the annotation of each element that is no backend, one round later.
 *
 * <p>It is an isolating processor: a provider depends on its one element and on nothing else.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
public final class RendezvousBackendProcessor extends AbstractProcessor {

    private ProviderStep step;

    /** Called by the compiler. */
    public RendezvousBackendProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        step = new ProviderStep(environment);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(RuntimeNames.RENDEZVOUS_BACKEND);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Claims its annotation: nobody else has a say in it, and the compiler need not ask. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Boundary.guard(processingEnv, () -> {
            if (round.processingOver()) {
                step.finish(round.errorRaised());
            } else {
                step.process(annotated(annotations, round));
            }
        });
        return true;
    }

    /** Some compilers also show what the annotation is not allowed on; they report it themselves. */
    private static List<Element> annotated(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        List<Element> annotated = new ArrayList<>();
        annotations.forEach(annotation -> annotated.addAll(round.getElementsAnnotatedWith(annotation)));
        annotated.removeIf(element -> !(element instanceof TypeElement) && element.getKind() != ElementKind.METHOD);
        return annotated;
    }
}
