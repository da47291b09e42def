package dev.rendezvous.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * What is remembered of an element from one round to the next, since elements themselves go stale.
 *
 * @param type the canonical name of the class
 * @param method the place of the method among the methods of the class; {@link #THE_TYPE} for the class itself
 */
record ElementName(String type, int method) {

    private static final int THE_TYPE = -1;

    static ElementName of(Element element) {
        TypeElement type = ProviderNames.typeOf(element);
        int method = element instanceof ExecutableElement ? methods(type).indexOf(element) : THE_TYPE;
        return new ElementName(type.getQualifiedName().toString(), method);
    }

    Optional<Element> in(Elements elements) {
        TypeElement found = elements.getTypeElement(type);
        if (found == null) {
            return Optional.empty();
        }
        return Optional.of(method == THE_TYPE ? found : methods(found).get(method));
    }

    private static List<ExecutableElement> methods(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements());
    }
}
