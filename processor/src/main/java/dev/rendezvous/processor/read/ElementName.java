package dev.rendezvous.processor.read;

import dev.rendezvous.processor.model.RuntimeNames;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * What is remembered of an annotated element from one round to the next, since elements themselves go stale.
 *
 * <p>A method is known by its place among the annotated ones of its name: other processors, Lombok for one, add methods to a
 * class between rounds, and the types of its parameters may not be known yet.
 *
 * @param type the canonical name of the class
 * @param method the name of the method; empty for the class itself
 * @param place which of the annotated methods of that name it is
 */
public record ElementName(String type, String method, int place) implements Comparable<ElementName> {

    @Override
    public int compareTo(ElementName other) {
        int byType = type.compareTo(other.type);
        int byMethod = method.compareTo(other.method);
        int byTypeAndMethod = byType != 0 ? byType : byMethod;
        return byTypeAndMethod != 0 ? byTypeAndMethod : Integer.compare(place, other.place);
    }

    public static ElementName of(Element element) {
        TypeElement type = Owners.typeOf(element);
        String name = type.getQualifiedName().toString();
        if (!(element instanceof ExecutableElement)) {
            return new ElementName(name, "", 0);
        }
        String method = element.getSimpleName().toString();
        return new ElementName(name, method, annotated(type, method).indexOf(element));
    }

    public Optional<Element> in(Elements elements) {
        TypeElement found = elements.getTypeElement(type);
        if (found == null) {
            return Optional.empty();
        }
        return method.isEmpty()
                ? Optional.of(found)
                : annotated(found, method).stream().skip(place).findFirst().map(Element.class::cast);
    }

    private static List<ExecutableElement> annotated(TypeElement type, String method) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(found -> found.getSimpleName().contentEquals(method))
                .filter(found ->
                        Annotations.find(found, RuntimeNames.RENDEZVOUS_BACKEND).isPresent())
                .toList();
    }
}
