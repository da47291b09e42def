package dev.rendezvous.processor;

import com.google.auto.service.AutoService;
import dev.rendezvous.processor.check.ModulePolicy;
import dev.rendezvous.processor.check.ProviderList;
import dev.rendezvous.processor.metadata.MetadataChoice;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.report.Boundary;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Collects the providers over all rounds, by the marker {@code dev.rendezvous.spi.RegisteredBackend} of each generated one. In
 * the last round it writes the index, and from the index the files that other tools read. It writes nothing if anything is wrong.
 *
 * <p>It is an aggregating processor: the index depends on all providers. After a compile of some of the sources it keeps the
 * entries of the others.
 *
 * <p>Its options:
 *
 * <ul>
 *   <li>{@code -Arendezvous.providers=com.acme.One,com.acme.Other} lists providers that are written by hand. They need no
 *       resource then;
 *   <li>{@code -Arendezvous.metadata} chooses the files for other tools: {@code all}, {@code none}, or some of
 *       {@code native-image,proguard,r8};
 *   <li>{@code -Arendezvous.modules=error|warn|off} says what happens when a named module does not provide all providers.
 * </ul>
 *
 * @since 0.1
 */
@AutoService(Processor.class)
public final class RendezvousIndexProcessor extends AbstractProcessor {

    private final Set<String> providers = new TreeSet<>();

    /** Called by the compiler. */
    public RendezvousIndexProcessor() {}

    /** All types where the option lists providers: their module may have no annotated backend. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(listsProviders() ? "*" : RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND));
    }

    private boolean listsProviders() {
        return isInitialized() && ProviderList.isGiven(processingEnv.getOptions());
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(ModulePolicy.OPTION, MetadataChoice.OPTION, ProviderList.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Claims no annotation, so that the compiler calls the processors behind this one too. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Boundary.guard(processingEnv, () -> {
            for (TypeElement annotation : annotations) {
                if (annotation.getQualifiedName().contentEquals(RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND))) {
                    ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))
                            .forEach(this::remember);
                }
            }
            if (round.processingOver() && !round.errorRaised() && (!providers.isEmpty() || listsProviders())) {
                new IndexStep(processingEnv).write(providers);
            }
        });
        return false;
    }

    private void remember(TypeElement provider) {
        providers.add(processingEnv.getElementUtils().getBinaryName(provider).toString());
    }
}
