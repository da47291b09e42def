package dev.rendezvous.processor;

import dev.rendezvous.index.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds the way back from a provider to the element that its author annotated. Everything is looked up by name, so it works
 * for sources and class files alike, in any round.
 */
final class BackendLookup {

    private final Elements elements;
    private final DeclarationReader declarations;

    BackendLookup(Elements elements) {
        this.elements = elements;
        this.declarations = new DeclarationReader(elements);
    }

    /**
     * A provider whose backend is still what the provider says.
     *
     * @param element the annotated element
     * @param entry what the index says of it
     */
    record Found(Element element, IndexEntry entry) {}

    /** {@return the class of that binary name, source or class file} */
    Optional<TypeElement> type(String binaryName) {
        for (int end = binaryName.indexOf('$', 1); end > 0; end = binaryName.indexOf('$', end + 1)) {
            Optional<TypeElement> found =
                    topLevel(binaryName.substring(0, end)).flatMap(top -> within(top, binaryName));
            if (found.isPresent()) {
                return found;
            }
        }
        return topLevel(binaryName);
    }

    static Optional<AnnotationMirror> marker(TypeElement provider) {
        return Annotations.find(provider, RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND));
    }

    static Optional<String> implementation(TypeElement provider) {
        return marker(provider).flatMap(mirror -> Annotations.text(mirror, RuntimeNames.REGISTERED_IMPLEMENTATION));
    }

    /** {@return the backend of a generated provider; empty if it is gone, or no longer annotated with the same name} */
    Optional<Found> backendOf(TypeElement provider) {
        Optional<String> name =
                marker(provider).flatMap(mirror -> Annotations.text(mirror, RuntimeNames.REGISTERED_NAME));
        return implementation(provider).flatMap(this::type).stream()
                .flatMap(type -> annotatedIn(type).stream())
                .filter(element -> isProviderOf(element, provider.getQualifiedName()))
                .flatMap(element -> found(element, provider, name).stream())
                .findFirst();
    }

    /** {@return whether the class, or a method of it, is annotated so that its provider has that name} */
    boolean hasProvider(TypeElement type, String providerClass) {
        return annotatedIn(type).stream().anyMatch(element -> isProviderOf(element, providerClass));
    }

    private boolean isProviderOf(Element element, CharSequence providerClass) {
        return ProviderNames.of(element, elements).contentEquals(providerClass);
    }

    private Optional<Found> found(Element element, TypeElement provider, Optional<String> name) {
        String implementation =
                elements.getBinaryName(ProviderNames.typeOf(element)).toString();
        return declarations
                .read(element)
                .filter(declaration -> name.equals(Optional.of(declaration.name())))
                .map(declaration -> new Found(
                        element,
                        BackendCandidate.entry(provider.getQualifiedName().toString(), implementation, declaration)));
    }

    private static List<Element> annotatedIn(TypeElement type) {
        List<Element> annotated = new ArrayList<>();
        annotated.add(type);
        annotated.addAll(ElementFilter.methodsIn(type.getEnclosedElements()));
        annotated.removeIf(element ->
                Annotations.find(element, RuntimeNames.RENDEZVOUS_BACKEND).isEmpty());
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
        return ElementFilter.typesIn(type.getEnclosedElements()).stream()
                .filter(nested -> binaryName.startsWith(own + "$"))
                .flatMap(nested -> within(nested, binaryName).stream())
                .findFirst();
    }
}
