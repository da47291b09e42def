package dev.rendezvous.processor;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The types that the shapes are made of, as the module of one element sees them. */
final class KnownTypes {

    private static final String GENERATED = "javax.annotation.processing.Generated";

    private final Elements elements;
    private final Types types;
    private final Element element;

    KnownTypes(Elements elements, Types types, Element element) {
        this.elements = elements;
        this.types = types;
        this.element = element;
    }

    boolean isHandler(TypeMirror type) {
        return isSubtype(type, RuntimeNames.api(RuntimeNames.HANDLER));
    }

    boolean isFactory(TypeMirror type) {
        return isSubtype(type, RuntimeNames.api(RuntimeNames.FACTORY));
    }

    boolean isProvider(TypeMirror type) {
        return isSubtype(type, RuntimeNames.spi(RuntimeNames.PROVIDER));
    }

    boolean isParameters(TypeMirror type) {
        return find(RuntimeNames.api(RuntimeNames.PARAMETERS))
                .filter(known -> types.isSameType(type, known))
                .isPresent();
    }

    boolean mayBeThrown(TypeMirror type) {
        return isSubtype(type, RuntimeException.class.getName())
                || isSubtype(type, Error.class.getName())
                || isSubtype(type, InterruptedException.class.getName());
    }

    BackendCandidate.Surroundings surroundings() {
        return new BackendCandidate.Surroundings(
                find(RuntimeNames.spi(RuntimeNames.PROVIDER)).isPresent(),
                find(GENERATED).isPresent(),
                VisibleTypes.moduleOf(elements, element)
                        .filter(found -> !found.isUnnamed())
                        .isPresent());
    }

    private boolean isSubtype(TypeMirror type, String className) {
        return find(className).filter(known -> types.isSubtype(type, known)).isPresent();
    }

    private Optional<TypeMirror> find(String className) {
        return VisibleTypes.find(elements, element, className).map(TypeElement::asType);
    }
}
