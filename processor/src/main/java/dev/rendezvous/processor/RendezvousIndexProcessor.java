package dev.rendezvous.processor;

import dev.rendezvous.processor.check.ModulePolicy;
import dev.rendezvous.processor.metadata.MetadataChoice;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.report.Boundary;

import com.google.auto.service.AutoService;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Collects the providers over all rounds, by the marker {@code dev.rendezvous.spi.RegisteredBackend} that each generated one
 * carries, and in the last round writes the index, and from the index what tools that look into the jar have to be told. Writes
 * nothing when anything is wrong.
 *
 * <p>It is an aggregating processor: the index depends on all providers. After a compile of some of the sources it keeps the
 * entries of the others.
 *
 * <p>Which tools are told is chosen by {@code -Arendezvous.metadata}: {@code all}, {@code none}, or some of
 * {@code native-image,proguard,r8}.
 *
 * <p>In a named module it asks for a {@code provides} directive that names all providers, see {@code -Arendezvous.modules}.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
public final class RendezvousIndexProcessor extends AbstractProcessor {

    private final Set<String> providers = new TreeSet<>();

    /** Called by the compiler. */
    public RendezvousIndexProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND));
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(ModulePolicy.OPTION, MetadataChoice.OPTION);
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
            for (TypeElement annotation : annotations) {
                ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))
                        .forEach(this::remember);
            }
            if (round.processingOver() && !round.errorRaised() && !providers.isEmpty()) {
                new IndexStep(processingEnv).write(providers);
            }
        });
        return true;
    }

    private void remember(TypeElement provider) {
        providers.add(processingEnv.getElementUtils().getBinaryName(provider).toString());
    }
}
