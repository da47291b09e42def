package dev.rendezvous.processor.read;

import dev.rendezvous.index.declaration.BinaryName;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Recognises providers that a person wrote. */
public final class HandWrittenProviders {

    private final ProcessingEnvironment environment;
    private final BackendLookup lookup;

    public HandWrittenProviders(ProcessingEnvironment environment, BackendLookup lookup) {
        this.environment = environment;
        this.lookup = lookup;
    }

    /** {@return whether the class is a provider and was not generated} */
    public boolean contain(TypeElement provider) {
        return BackendLookup.marker(provider).isEmpty()
                && (Unresolved.inSupertypes(provider)
                        || new KnownTypes(environment.getElementUtils(), environment.getTypeUtils(), provider)
                                .isProvider(provider.asType()));
    }

    /** {@return why no index can list the class as a provider written by hand, as the end of "which ..."} */
    public Optional<String> problemWith(String className) {
        Optional<String> problem = BinaryName.problemWith(className);
        if (problem.isPresent()) {
            return problem;
        }
        Optional<TypeElement> type = lookup.type(className);
        return type.isPresent()
                ? problemWith(type.get())
                : Optional.of("is neither a source of this compile nor on the class path");
    }

    private Optional<String> problemWith(TypeElement type) {
        if (BackendLookup.marker(type).isPresent()) {
            return Optional.of("is generated and so listed without the option; remove it from the option");
        }
        if (!contain(type)) {
            return Optional.of("does not implement " + RuntimeNames.spi(RuntimeNames.PROVIDER));
        }
        if (!isPublicClass(type)) {
            return Optional.of("is not a public class that can be instantiated;"
                    + " make it public, not abstract, and static where it is nested");
        }
        return hasPublicConstructor(type)
                ? Optional.empty()
                : Optional.of("has no public constructor without parameters; add one");
    }

    private static boolean isPublicClass(TypeElement type) {
        boolean isInner = type.getNestingKind() == NestingKind.MEMBER
                && !type.getModifiers().contains(Modifier.STATIC);
        return type.getKind() == ElementKind.CLASS
                && !isInner
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && isPublic(type);
    }

    private static boolean isPublic(TypeElement type) {
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            if (!e.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasPublicConstructor(TypeElement type) {
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            if (constructor.getParameters().isEmpty()
                    && constructor.getModifiers().contains(Modifier.PUBLIC)) {
                return true;
            }
        }
        return false;
    }
}
