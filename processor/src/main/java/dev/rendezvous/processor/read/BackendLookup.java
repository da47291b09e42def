package dev.rendezvous.processor.read;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.declaration.Declaration;
import dev.rendezvous.index.declaration.ProviderName;
import dev.rendezvous.processor.model.BackendAnnotation;
import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds the way back from a provider to the element that its author annotated. Everything is looked up by name, so it works
 * for sources and class files alike, in any round.
 */
public final class BackendLookup {

    private final Elements elements;
    private final DeclarationReader declarations;

    public BackendLookup(Elements elements) {
        this.elements = elements;
        this.declarations = new DeclarationReader(elements);
    }

    /**
     * A provider whose backend is still what the provider says.
     *
     * @param element the annotated element
     * @param entry what the index says of it
     */
    public record Found(Element element, IndexEntry entry) {}

    /** {@return the class of that binary name, source or class file} */
    public Optional<TypeElement> type(String binaryName) {
        for (int end = binaryName.indexOf('$', 1); end > 0; end = binaryName.indexOf('$', end + 1)) {
            Optional<TypeElement> top = topLevel(binaryName.substring(0, end));
            Optional<TypeElement> found = top.isPresent() ? within(top.get(), binaryName) : top;
            if (found.isPresent()) {
                return found;
            }
        }
        return topLevel(binaryName);
    }

    public static Optional<AnnotationMirror> marker(TypeElement provider) {
        return Annotations.find(provider, RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND));
    }

    public static Optional<String> implementation(TypeElement provider) {
        return text(marker(provider), RuntimeNames.REGISTERED_IMPLEMENTATION);
    }

    /** {@return the backend of a generated provider; empty if it is gone, or no longer annotated with the same name} */
    public Optional<Found> backendOf(TypeElement provider) {
        Optional<AnnotationMirror> marker = marker(provider);
        Optional<String> name = text(marker, RuntimeNames.REGISTERED_NAME);
        Optional<String> implementation = text(marker, RuntimeNames.REGISTERED_IMPLEMENTATION);
        Optional<TypeElement> type = implementation.isPresent() ? type(implementation.get()) : Optional.empty();
        if (type.isPresent()) {
            for (Element element : annotatedIn(type.get())) {
                Optional<Found> found = isProviderOf(element, provider.getQualifiedName())
                        ? found(element, provider, name)
                        : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Optional<AnnotationMirror> mirror, String member) {
        return mirror.isPresent() ? Annotations.text(mirror.get(), member) : Optional.empty();
    }

    /** {@return whether the class, or a method of it, is annotated so that its provider has that name} */
    public boolean hasProvider(TypeElement type, String providerClass) {
        for (Element element : annotatedIn(type)) {
            if (isProviderOf(element, providerClass)) {
                return true;
            }
        }
        return false;
    }

    private boolean isProviderOf(Element element, CharSequence providerClass) {
        Optional<String> method = element instanceof ExecutableElement
                ? Optional.of(element.getSimpleName().toString())
                : Optional.empty();
        String name = ProviderName.simple(Owners.classNames(Owners.typeOf(element)), method);
        String inPackage = elements.getPackageOf(element).getQualifiedName().toString();
        return (inPackage.isEmpty() ? name : inPackage + "." + name).contentEquals(providerClass);
    }

    private Optional<Found> found(Element element, TypeElement provider, Optional<String> name) {
        String implementation = elements.getBinaryName(Owners.typeOf(element)).toString();
        Optional<Declaration> declaration = declarations.read(element).map(BackendAnnotation::declaration);
        if (declaration.isEmpty() || !name.equals(Optional.of(declaration.get().name()))) {
            return Optional.empty();
        }
        String providerClass = provider.getQualifiedName().toString();
        return Optional.of(
                new Found(element, BackendCandidate.entry(providerClass, implementation, declaration.get())));
    }

    private static List<Element> annotatedIn(TypeElement type) {
        List<Element> all = new ArrayList<>(List.of(type));
        all.addAll(ElementFilter.methodsIn(type.getEnclosedElements()));
        List<Element> annotated = new ArrayList<>();
        for (Element element : all) {
            if (Annotations.find(element, RuntimeNames.RENDEZVOUS_BACKEND).isPresent()) {
                annotated.add(element);
            }
        }
        return annotated;
    }

    private Optional<TypeElement> topLevel(String name) {
        return Optional.ofNullable(elements.getTypeElement(name));
    }

    private Optional<TypeElement> within(TypeElement type, String binaryName) {
        String own = elements.getBinaryName(type).toString();
        if (own.equals(binaryName)) {
            return Optional.of(type);
        }
        if (binaryName.startsWith(own + "$")) {
            for (TypeElement nested : ElementFilter.typesIn(type.getEnclosedElements())) {
                Optional<TypeElement> found = within(nested, binaryName);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
