package dev.rendezvous.processor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Finds annotations and the values that are written in them. */
final class Annotations {

    private Annotations() {}

    static Optional<AnnotationMirror> find(Element element, String annotationClass) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
            if (type.getQualifiedName().contentEquals(annotationClass)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    static Optional<AnnotationValue> written(AnnotationMirror mirror, String member) {
        return value(mirror.getElementValues(), member);
    }

    static Optional<AnnotationValue> value(
            Map<? extends ExecutableElement, ? extends AnnotationValue> values, String member) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry : values.entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    static Optional<String> text(AnnotationMirror mirror, String member) {
        return written(mirror, member).map(AnnotationValue::getValue).map(Object::toString);
    }

    /** {@return the value at the place, or what is nearest around it; empty for the whole annotation} */
    static Optional<AnnotationValue> at(AnnotationMirror mirror, Place place) {
        Optional<AnnotationValue> member = written(mirror, place.member());
        if (place.index() == Place.NO_INDEX) {
            return member;
        }
        Optional<AnnotationValue> item = member.flatMap(list -> item(list, place.index()));
        Optional<AnnotationValue> nested = item.map(AnnotationValue::getValue)
                .filter(AnnotationMirror.class::isInstance)
                .flatMap(found -> written((AnnotationMirror) found, place.nested()));
        return nested.or(() -> item).or(() -> member);
    }

    private static Optional<AnnotationValue> item(AnnotationValue list, int index) {
        return list.getValue() instanceof List<?> items
                        && index < items.size()
                        && items.get(index) instanceof AnnotationValue item
                ? Optional.of(item)
                : Optional.empty();
    }
}
